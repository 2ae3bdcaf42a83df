package dev.rdi.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * Updates single rows at a steady rate over a connection of its own, commit by commit, and tells which changes are to
 * be looked for.
 *
 * <p>Run by one thread.
 */
final class PacedUpdates {

    private final Lab lab;
    private final Table table;
    private final Queue<Change> committed;

    /**
     * Prepares the updates.
     *
     * @param committed takes the changes to look for, in the order of their commits
     */
    PacedUpdates(Lab lab, Table table, Queue<Change> committed) {
        this.lab = lab;
        this.table = table;
        this.committed = committed;
    }

    /**
     * A change whose commit has returned.
     *
     * @param number what the row's quantity is now; later changes have higher ones
     */
    record Change(long id, int number, long committedNanos) {}

    /**
     * Makes changes.
     *
     * @param first the number of the first change
     * @param every how many changes there are for one that is looked for
     * @return the rate that was reached, changes a second
     */
    double run(int rate, Duration duration, int first, int every) throws SQLException {
        String sql = "UPDATE " + table.name() + " SET quantity = ? WHERE id = ?";
        int changes = (int) (rate * duration.toSeconds());
        try (Connection connection = lab.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            long start = System.nanoTime();
            for (int i = 0; i < changes; i++) {
                waitUntil(start + i * 1_000_000_000L / rate);
                long id = 1 + (long) i * 7919 % table.rows();
                statement.setInt(1, first + i);
                statement.setLong(2, id);
                statement.executeUpdate();
                if (i % every == 0) {
                    committed.add(new Change(id, first + i, System.nanoTime()));
                }
            }
            return changes * 1e9 / (System.nanoTime() - start);
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
