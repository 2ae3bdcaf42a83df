package dev.rdi.benchmarks;

import dev.rdi.redis.RedisConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One row that is updated again and again, with coalescing on: how many writes the target gets. */
final class HotRowMeasurement implements Measurement {

    private static final int RATE = 10_000;
    private static final int TRANSACTION = 10;
    private static final String SECTION = "A hot row, coalesced";

    private final Lab lab;
    private final Table table;
    private final Duration duration;
    private final Contender product;

    /**
     * Prepares the measurement.
     *
     * @param product coalesces
     */
    HotRowMeasurement(Lab lab, Table table, Duration duration, Contender product) {
        this.lab = lab;
        this.table = table;
        this.duration = duration;
        this.product = product;
    }

    @Override
    public String name() {
        return "hot-row";
    }

    @Override
    public void round(Results results) throws Exception {
        lab.reset();
        try (JavaProcess process = product.start(table)) {
            Transfer.watch(lab, process, () -> product.delivered(table), 0, table.rows());
            update(TRANSACTION);
            long before = table.rows() + TRANSACTION;
            Transfer.watch(lab, process, () -> product.delivered(table), table.rows(), before);
            long writes = targetWrites();
            int changes = (int) (RATE * duration.toSeconds());
            double rate = update(changes);
            Transfer.watch(lab, process, () -> product.delivered(table), before, before + changes);
            double share = (double) (targetWrites() - writes) / changes;
            product.check(table, before + changes);
            results.add(SECTION, product.name(), "changes/s reached", rate);
            results.add(SECTION, product.name(), "target writes / changes", share);
            results.judge(SECTION + ": target writes / changes", "0.05 or less", share);
        }
    }

    private double update(int changes) throws SQLException {
        String sql = "UPDATE " + table.name() + " SET quantity = quantity + 1 WHERE id = 1";
        try (Connection connection = lab.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (int i = 0; i < changes; i += TRANSACTION) {
                for (int j = 0; j < TRANSACTION; j++) {
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
                long due = start + (i + TRANSACTION) * 1_000_000_000L / RATE;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            }
            return changes * 1e9 / (System.nanoTime() - start);
        }
    }

    /** Every HSET but those of scripts, which store positions; a few of the collector's are among them. */
    private long targetWrites() {
        String stats = RedisConnection.text(lab.observer().require("INFO", "commandstats"));
        return calls(stats, "hset") - calls(stats, "eval");
    }

    private static long calls(String stats, String command) {
        Matcher calls = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(stats);
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }
}
