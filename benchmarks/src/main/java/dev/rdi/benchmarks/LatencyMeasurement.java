package dev.rdi.benchmarks;

import dev.rdi.benchmarks.PacedUpdates.Change;
import dev.rdi.redis.RedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a change takes from its commit until a reader of the target sees it, at two rates, and what the process
 * costs when nothing changes.
 */
final class LatencyMeasurement implements Measurement {

    private static final Duration LOOK_AGAIN = Duration.ofNanos(500_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 50;
    private static final int LOW_RATE = 200;
    private static final int HIGH_RATE = 2000;
    private static final int SAMPLE_OF_HIGH_RATE = 10;

    private final Lab lab;
    private final Table table;
    private final Duration duration;
    private final Contender product;
    private int nextNumber = 1_000_000;

    LatencyMeasurement(Lab lab, Table table, Duration duration, Contender product) {
        this.lab = lab;
        this.table = table;
        this.duration = duration;
        this.product = product;
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void round(Results results) throws Exception {
        lab.reset();
        try (JavaProcess process = product.start(table)) {
            Transfer.watch(lab, process, () -> product.delivered(table), 0, table.rows());
            watch(process, LOW_RATE, WARM_UP, 1);
            add(results, LOW_RATE, watch(process, LOW_RATE, duration, 1));
            add(results, HIGH_RATE, watch(process, HIGH_RATE, duration, SAMPLE_OF_HIGH_RATE));
            addIdle(results, process);
            product.check(table, product.delivered(table));
            results.judge(
                    "Live changes: peak memory MB",
                    "400 or less",
                    Names.megabytes(ProcessTable.peakMemory(process.pid())));
        }
    }

    /** Latencies in milliseconds; the rate that was reached; CPU seconds a second. */
    private record Watched(List<Double> millis, double rate, Cpu cpu) {}

    private Watched watch(JavaProcess process, int rate, Duration time, int every) throws Exception {
        ConcurrentLinkedQueue<Change> committed = new ConcurrentLinkedQueue<>();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            PacedUpdates updates = new PacedUpdates(lab, table, committed);
            int first = nextNumber;
            nextNumber += (int) (rate * time.toSeconds());
            Cpu before = lab.cpu(process.pid());
            long start = System.nanoTime();
            Future<Double> written = writer.submit(() -> updates.run(rate, time, first, every));
            List<Double> millis = observe(process, committed, written);
            double seconds = (System.nanoTime() - start) / 1e9;
            Cpu used = lab.cpu(process.pid()).minus(before);
            return new Watched(
                    millis,
                    written.get(),
                    new Cpu(used.own() / seconds, used.redis() / seconds, used.postgres() / seconds));
        } finally {
            writer.shutdownNow();
        }
    }

    /** Waits for each change; they become visible in the order of their commits. */
    private List<Double> observe(JavaProcess process, ConcurrentLinkedQueue<Change> committed, Future<Double> written) {
        List<Double> millis = new ArrayList<>();
        long progress = System.nanoTime();
        while (!written.isDone() || !committed.isEmpty()) {
            int seen = takeVisible(committed, millis);
            if (seen > 0 || committed.isEmpty()) {
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                throw new IllegalStateException("a change never became visible:\n" + process.tail());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return millis;
    }

    /** Looks for the oldest changes in one round trip; returns how many were there. */
    private int takeVisible(ConcurrentLinkedQueue<Change> committed, List<Double> millis) {
        List<Change> oldest = committed.stream().limit(AT_ONCE).toList();
        oldest.forEach(change -> lab.observer().send("HGET", table.targetKey(change.id()), table.probe()));
        List<Object> values = lab.observer().replies();
        long now = System.nanoTime();
        int seen = 0;
        while (seen < oldest.size()
                && Integer.parseInt(RedisConnection.text(values.get(seen)))
                        >= oldest.get(seen).number()) {
            millis.add((now - oldest.get(seen).committedNanos()) / 1e6);
            committed.remove();
            seen++;
        }
        return seen;
    }

    private void add(Results results, int rate, Watched watched) {
        String section = "Latency, commit to visible";
        String subject = "%,d changes/s".formatted(rate);
        double p50 = Series.percentile(watched.millis(), 50);
        double p99 = Series.percentile(watched.millis(), 99);
        results.add(section, subject, "p50 ms", p50);
        results.add(section, subject, "p99 ms", p99);
        results.add(section, subject, "max ms", Series.percentile(watched.millis(), 100));
        results.add(section, subject, "changes/s reached", watched.rate());
        results.add(
                section, subject, "own CPU, % of a core", 100 * watched.cpu().own());
        results.add(section, subject, "Redis CPU, %", 100 * watched.cpu().redis());
        results.add(section, subject, "PostgreSQL CPU, %", 100 * watched.cpu().postgres());
        results.judge("Latency at " + subject + ": p50 ms", rate == LOW_RATE ? "10 or less" : "", p50);
        results.judge("Latency at " + subject + ": p99 ms", rate == LOW_RATE ? "30 or less" : "", p99);
    }

    private void addIdle(Results results, JavaProcess process) {
        LockSupport.parkNanos(SETTLE.toNanos());
        Cpu before = lab.cpu(process.pid());
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            LockSupport.parkNanos(duration.toNanos() - (System.nanoTime() - start));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double own = 100 * lab.cpu(process.pid()).minus(before).own() / seconds;
        results.judge("Idle: own CPU, % of a core", "under 10", own);
    }
}
