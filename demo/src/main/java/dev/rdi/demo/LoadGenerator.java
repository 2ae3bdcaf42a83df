package dev.rdi.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows of the shop at a steady rate until it is closed.
 *
 * <p>A thread of its own runs transactions on the connection given, which it owns from then on. The
 * rate counts row changes; a pause of the server is made up for, but for no more than a second's
 * worth. Each changed row carries the time of its change in {@code updated_at}. Thread-safe.
 */
public final class LoadGenerator implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_WAIT = SECOND / 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Connection connection;
    private final ShopChanges changes;
    private final double rate;
    private final Thread thread;
    private final Map<String, LoadCounts> counts = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private volatile @Nullable SQLException failure;

    private LoadGenerator(Connection connection, double rate, long seed) throws SQLException {
        this.connection = connection;
        this.rate = rate;
        connection.setAutoCommit(false);
        changes = new ShopChanges(connection, seed);
        thread = new Thread(this::run, "load-generator");
        thread.setDaemon(true);
    }

    /**
     * Starts to change rows.
     *
     * @param rate row changes in a second, more than zero
     */
    public static LoadGenerator start(Connection connection, double rate, long seed) throws SQLException {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("a rate is more than zero, not " + rate);
        }
        LoadGenerator generator = new LoadGenerator(connection, rate, seed);
        generator.thread.start();
        return generator;
    }

    /** What was changed and committed so far, for every table of the shop. */
    public Map<String, LoadCounts> counts() {
        Map<String, LoadCounts> all = new LinkedHashMap<>();
        Shop.TABLES.forEach(table -> all.put(table, counts.getOrDefault(table, LoadCounts.NONE)));
        return all;
    }

    /** How many rows were changed so far. */
    public long total() {
        return counts.values().stream().mapToLong(LoadCounts::total).sum();
    }

    /** Why it ended before it was closed. */
    public Optional<SQLException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends after the transaction that runs; everything counted is committed then. */
    @Override
    public void close() throws SQLException {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                // The server doesn't answer.
                connection.abort(Runnable::run);
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
        }
    }

    private void run() {
        try {
            keepPace();
        } catch (SQLException e) {
            if (!stopping) {
                failure = e;
            }
        }
    }

    private void keepPace() throws SQLException {
        double nanosForOne = SECOND / rate;
        long start = System.nanoTime();
        double due = 0;
        while (!stopping) {
            long now = System.nanoTime() - start;
            if (due > now) {
                LockSupport.parkNanos((long) Math.min(due - now, LONGEST_WAIT));
            } else {
                // Never zero, so that a shop whose rows are all gone doesn't keep a core busy.
                double changed = Math.max((double) changeSomething(), 0.1);
                due = Math.max(due, now - (double) SECOND) + changed * nanosForOne;
            }
        }
    }

    private long changeSomething() throws SQLException {
        long changed = 0;
        for (Map.Entry<String, LoadCounts> table : changes.next().entrySet()) {
            counts.merge(table.getKey(), table.getValue(), LoadCounts::plus);
            changed += table.getValue().total();
        }
        return changed;
    }
}
