package dev.rdi.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An application that changes rows all the while, in a thread of its own. It connects again after the source was
 * restarted; that a statement of it fails for another reason fails the test.
 *
 * <p>Thread-safe.
 */
final class Workload implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Stage stage;
    private final ShopChanges changes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private @Nullable Connection connection; // Confined to the thread.

    private Workload(Stage stage, long seed) {
        this.stage = stage;
        this.changes = new ShopChanges(seed);
    }

    /** Begins to change rows, with a pause after each transaction. */
    static Workload start(Stage stage, long seed, Duration pause) {
        Workload workload = new Workload(stage, seed);
        @SuppressWarnings("unused") // Nobody waits for its end; failures are kept.
        Object ignored =
                workload.thread.scheduleWithFixedDelay(workload::transaction, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
        return workload;
    }

    /** How many transactions were committed. */
    long transactions() {
        return transactions.get();
    }

    /** Ends it. After that, the source changes no more. */
    void stop() {
        thread.shutdown();
        await().atMost(PATIENCE).until(thread::isTerminated);
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("the application's transaction failed", failed);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void transaction() {
        try {
            Connection open = connection();
            changes.apply(open);
            open.commit();
            transactions.incrementAndGet();
        } catch (SQLException e) {
            disconnect();
            if (!isRestart(e)) {
                failed(e);
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Exception e) {
        failure.compareAndSet(null, e);
        thread.shutdown();
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = stage.source().connection(Stage.DATABASE);
            open.setAutoCommit(false);
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It is lost either way.
            }
        }
    }

    private static boolean isRestart(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }
}
