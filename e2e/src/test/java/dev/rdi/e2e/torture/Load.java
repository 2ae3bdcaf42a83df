package dev.rdi.e2e.torture;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An application of several threads that changes rows all the while, unless it is paused. It connects again when the
 * source was restarted; that a statement fails for another reason fails the run.
 *
 * <p>Thread-safe.
 */
final class Load implements AutoCloseable {

    static final int THREADS = 3;
    private static final Duration PAUSE = Duration.ofMillis(4);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Site rig;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean paused;
    private volatile boolean stopped;

    private Load(Site rig) {
        this.rig = rig;
    }

    static Load start(Site rig, Shape shape, long seed) {
        Load load = new Load(rig);
        for (int i = 0; i < THREADS; i++) {
            LoadStatements statements = new LoadStatements(seed, shape, i, THREADS);
            load.threads.execute(() -> load.run(statements));
        }
        return load;
    }

    long transactions() {
        return transactions.get();
    }

    /** Pauses; on return nothing of it is under way. */
    void pause() {
        paused = true;
        await().atMost(PATIENCE).until(() -> busy.get() == 0);
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("a transaction of the application failed", failed);
        }
    }

    void goOn() {
        paused = false;
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }

    private void run(LoadStatements statements) {
        while (!stopped) {
            try (Connection connection = rig.source().connection(Rig.DATABASE)) {
                connection.setAutoCommit(false);
                while (!stopped) {
                    busy.incrementAndGet();
                    try {
                        transaction(connection, statements);
                    } finally {
                        busy.decrementAndGet();
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } catch (SQLException e) {
                if (!isRestart(e)) {
                    failure.compareAndSet(null, e);
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void transaction(Connection connection, LoadStatements statements) throws SQLException {
        if (paused) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements.transaction());
        }
        connection.commit();
        transactions.incrementAndGet();
    }

    private static boolean isRestart(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }
}
