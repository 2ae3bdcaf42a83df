package dev.rdi.e2e.torture;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of pgbench (TPC-B) at full speed, from some threads.
 *
 * <p>Thread-safe.
 */
final class BankLoad implements AutoCloseable {

    private static final int CLIENTS = 3;
    private static final int MOST_DELTA = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Rig rig;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private BankLoad(Rig rig) {
        this.rig = rig;
    }

    static BankLoad start(Rig rig, long seed) {
        BankLoad load = new BankLoad(rig);
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed + i);
            load.threads.execute(() -> load.run(random));
        }
        return load;
    }

    /** Ends it, and returns how many transactions were committed. */
    long finish() {
        stopped = true;
        threads.shutdown();
        await().atMost(PATIENCE).until(threads::isTerminated);
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("a transaction failed", failed);
        }
        return transactions.get();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }

    private void run(Random random) {
        try (Connection connection = rig.source().connection(Rig.DATABASE);
                PreparedStatement account = connection.prepareStatement(
                        "UPDATE pgbench_accounts SET abalance = abalance + ? WHERE aid = ?");
                PreparedStatement teller = connection.prepareStatement(
                        "UPDATE pgbench_tellers SET tbalance = tbalance + ? WHERE tid = ?");
                PreparedStatement branch = connection.prepareStatement(
                        "UPDATE pgbench_branches SET bbalance = bbalance + ? WHERE bid = ?");
                PreparedStatement history = connection.prepareStatement(
                        "INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (?, 1, ?, ?, CURRENT_TIMESTAMP)")) {
            connection.setAutoCommit(false);
            while (!stopped) {
                int aid = 1 + random.nextInt(Pgbench.ACCOUNTS);
                int tid = 1 + random.nextInt(Pgbench.TELLERS);
                int delta = random.nextInt(2 * MOST_DELTA + 1) - MOST_DELTA;
                execute(account, delta, aid);
                execute(teller, delta, tid);
                execute(branch, delta, 1);
                execute(history, tid, aid, delta);
                connection.commit();
                transactions.incrementAndGet();
            }
        } catch (SQLException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void execute(PreparedStatement statement, int... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setInt(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
