package dev.rdi.collector;

import dev.rdi.collector.CollectorMetrics.Context;
import dev.rdi.collector.CollectorMetrics.Events;
import dev.rdi.collector.CollectorMetrics.Queue;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.metrics.ChangeEventSourceMetricsMXBean;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Reads the meters behind Debezium's JMX beans. Each run of Debezium has meters of its own, which begin at zero: what
 * they came to at its end is kept and added. They are taken from the task itself, so that neither a JMX server nor the
 * names of beans matter.
 *
 * <p>Thread-safe.
 */
final class DebeziumMeters {

    private static final long MICROS_IN_MILLI = 1_000;

    private final RecordPlaces places;
    private Optional<Run> run = Optional.empty();
    private Events snapshotBefore = Events.NONE;
    private Events streamingBefore = Events.NONE;
    private long lastSnapshotAt;
    private long lastStreamingAt;
    private long transactions;
    private long lastTransaction;
    private long millisBehind = -1;

    DebeziumMeters(RecordPlaces places) {
        this.places = places;
    }

    private record Run(ChangeEventSourceMetricsMXBean snapshot, ChangeEventSourceMetricsMXBean streaming) {}

    /** A task was started. */
    synchronized void began(ChangeEventSourceCoordinator<?, ?> coordinator) {
        run = Optional.of(new Run(
                (ChangeEventSourceMetricsMXBean) meters("snapshotMetrics", coordinator),
                (ChangeEventSourceMetricsMXBean) streaming(coordinator)));
    }

    /** The meters of a task's streaming. */
    static Object streaming(ChangeEventSourceCoordinator<?, ?> coordinator) {
        return meters("streamingMetrics", coordinator);
    }

    private static Object meters(String name, ChangeEventSourceCoordinator<?, ?> coordinator) {
        try {
            Field field = ChangeEventSourceCoordinator.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(coordinator);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Debezium has other metrics", e);
        }
    }

    /** The task that was started is going to end. */
    synchronized void ended() {
        run.ifPresent(it -> {
            snapshotBefore = snapshotBefore.plus(events(it.snapshot()));
            streamingBefore = streamingBefore.plus(events(it.streaming()));
            lastSnapshotAt = lastAt(it.snapshot(), lastSnapshotAt);
            lastStreamingAt = lastAt(it.streaming(), lastStreamingAt);
        });
        run = Optional.empty();
    }

    /** Rows were read without Debezium. */
    synchronized void read(long rows) {
        snapshotBefore = snapshotBefore.plus(new Events(rows, 0, 0, 0, 0, 0));
        lastSnapshotAt = System.currentTimeMillis();
    }

    /**
     * Changes were streamed. Debezium's own meters of transactions and of the lag find nothing in our records, which have
     * no {@linkplain NoSourceInfo description of the source}.
     */
    synchronized void streamed(List<SourceRecord> batch) {
        for (SourceRecord record : batch) {
            Map<String, ?> offset = record.sourceOffset();
            long transaction = places.transaction(offset).orElse(lastTransaction);
            if (transaction != lastTransaction) {
                lastTransaction = transaction;
                transactions++;
            }
        }
        long micros =
                batch.isEmpty() ? 0 : places.micros(batch.get(batch.size() - 1).sourceOffset());
        if (micros > 0) {
            millisBehind = Math.max(0, System.currentTimeMillis() - micros / MICROS_IN_MILLI);
        }
    }

    /** The numbers at this moment, with one that somebody else counts. */
    synchronized CollectorMetrics now(long redelivered) {
        return new CollectorMetrics(
                context(run.map(Run::snapshot), snapshotBefore, lastSnapshotAt),
                context(run.map(Run::streaming), streamingBefore, lastStreamingAt),
                millisBehind,
                transactions,
                redelivered);
    }

    private static Context context(Optional<ChangeEventSourceMetricsMXBean> running, Events before, long lastBefore) {
        if (running.isEmpty()) {
            return new Context(before, since(lastBefore), Queue.NONE);
        }
        ChangeEventSourceMetricsMXBean meters = running.get();
        return new Context(
                before.plus(events(meters)),
                since(lastAt(meters, lastBefore)),
                new Queue(
                        meters.getQueueTotalCapacity(),
                        meters.getQueueRemainingCapacity(),
                        meters.getMaxQueueSizeInBytes(),
                        meters.getCurrentQueueSizeInBytes()));
    }

    private static Events events(ChangeEventSourceMetricsMXBean meters) {
        return new Events(
                meters.getTotalNumberOfEventsSeen(),
                meters.getTotalNumberOfCreateEventsSeen(),
                meters.getTotalNumberOfUpdateEventsSeen(),
                meters.getTotalNumberOfDeleteEventsSeen(),
                meters.getNumberOfEventsFiltered(),
                meters.getNumberOfErroneousEvents());
    }

    /** When the last event was, in milliseconds since 1970; 0 if there was none. */
    private static long lastAt(ChangeEventSourceMetricsMXBean meters, long before) {
        long since = meters.getMilliSecondsSinceLastEvent();
        return since < 0 ? before : System.currentTimeMillis() - since;
    }

    private static long since(long at) {
        return at == 0 ? -1 : Math.max(0, System.currentTimeMillis() - at);
    }
}
