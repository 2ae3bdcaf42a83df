package dev.rdi.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/**
 * The limit of the target: how fast Redis takes hashes with the fields of a table over one connection, 500 commands at
 * a time. With redis-benchmark where it is installed, else with a loop that sends bytes prepared beforehand.
 */
final class HsetLimit {

    static final int PIPELINE = 500;
    private static final int WARM_UP = 20 * PIPELINE;

    private final Lab lab;
    private final boolean installed;

    HsetLimit(Lab lab) {
        this.lab = lab;
        this.installed = RedisBenchmark.isInstalled();
    }

    /** What is measured with, for the report. */
    String tool() {
        return installed ? "redis-benchmark" : "a loop that sends prepared bytes";
    }

    /** Hashes a second, and the CPU seconds of Redis for a million of them. */
    record Rate(double hashes, double redisCpu) {}

    /** Writes as many hashes as the table has rows into an empty Redis. */
    Rate measure(Table table) throws SQLException, IOException {
        long hashes = table.rows() / PIPELINE * PIPELINE;
        SourceRows rows = new SourceRows(lab, table);
        try (HsetLoop loop = new HsetLoop(lab, rows)) {
            loop.run(WARM_UP);
            lab.observer().require("FLUSHALL");
            double before = ProcessTable.cpu(lab.redis().pid());
            double rate = installed ? RedisBenchmark.hset(lab, rows, hashes) : loop.run(hashes);
            double cpu = ProcessTable.cpu(lab.redis().pid()) - before;
            requireAll(hashes);
            return new Rate(rate, cpu * 1e6 / hashes);
        }
    }

    /** The random keys of redis-benchmark may meet once or twice. */
    private void requireAll(long hashes) {
        long found = (Long) lab.observer().require("DBSIZE");
        long wanted = installed ? hashes * 99 / 100 : hashes;
        if (found < wanted || found > hashes) {
            throw new IllegalStateException("Redis holds " + found + " of " + hashes + " hashes");
        }
    }
}
