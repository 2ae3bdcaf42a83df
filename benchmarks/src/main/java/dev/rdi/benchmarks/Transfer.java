package dev.rdi.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Watches records arrive: from the first that is seen to the last.
 *
 * @param total all records that arrived
 * @param records those that arrived between the two moments
 * @param window the time between them
 * @param fromStart the time between the start of the process and the last record
 * @param secondHalf the rate of the second half of the records, when the process is warm
 * @param cpu used between the two moments
 * @param surplus how many records came on top of those that there are: delivered twice after a restart
 */
record Transfer(
        long total, long records, Duration window, Duration fromStart, double secondHalf, Cpu cpu, long surplus) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * Waits until everything has arrived.
     *
     * @param from how many had arrived before the process was started
     * @param to how many there will be at the end
     */
    static Transfer watch(Lab lab, JavaProcess process, LongSupplier delivered, long from, long to) {
        Moment first = next(lab, process, delivered, from + 1);
        Moment half = next(lab, process, delivered, Math.max(first.count, from + (to - from) / 2));
        Moment last = next(lab, process, delivered, to);
        long surplus = settled(delivered) - to;
        return new Transfer(
                last.count - from,
                last.count - first.count,
                Duration.ofNanos(last.nanos - first.nanos),
                Duration.ofNanos(last.nanos - process.startedNanos()),
                rate(last.count - half.count, Duration.ofNanos(last.nanos - half.nanos)),
                last.cpu.minus(first.cpu),
                surplus);
    }

    double rate() {
        return rate(records, window);
    }

    /** Adds the rates and the CPU seconds to a line of the report. */
    void addTo(Results results, String section, String subject) {
        results.add(section, subject, Names.RATE, rate());
        results.add(section, subject, Names.SECOND_HALF, secondHalf);
        results.add(section, subject, Names.FROM_START, rate(total, fromStart));
        Cpu million = cpu.perMillion(records);
        results.add(section, subject, Names.OWN_CPU, million.own());
        results.add(section, subject, Names.REDIS_CPU, million.redis());
        results.add(section, subject, Names.POSTGRES_CPU, million.postgres());
    }

    private static double rate(long records, Duration time) {
        return records * 1e9 / Math.max(1, time.toNanos());
    }

    /** The count when nothing more arrives. */
    private static long settled(LongSupplier delivered) {
        long count = delivered.getAsLong();
        while (true) {
            LockSupport.parkNanos(SETTLE.toNanos());
            long later = delivered.getAsLong();
            if (later == count) {
                return count;
            }
            count = later;
        }
    }

    private record Moment(long count, long nanos, Cpu cpu) {}

    /** The moment when at least so many have arrived. */
    private static Moment next(Lab lab, JavaProcess process, LongSupplier delivered, long wanted) {
        long seen = -1;
        long progressNanos = System.nanoTime();
        while (true) {
            long count = delivered.getAsLong();
            long now = System.nanoTime();
            if (count >= wanted) {
                return new Moment(count, now, lab.cpu(process.pid()));
            }
            process.requireAlive();
            if (count != seen) {
                seen = count;
                progressNanos = now;
            } else if (now - progressNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException("no progress at " + count + " of " + wanted + ":\n" + process.tail());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
