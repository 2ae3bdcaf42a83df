package dev.rdi.app;

import dev.rdi.collector.CollectorMetrics;
import dev.rdi.collector.CollectorMetrics.Context;
import dev.rdi.collector.CollectorStatus;
import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.collector.CollectorStatus.TableProgress;
import dev.rdi.control.metrics.CollectorSet;
import dev.rdi.control.metrics.Exposition;
import dev.rdi.control.metrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of a collector. Confined to one thread. */
final class CollectorExposition {

    private static final String SNAPSHOT = "snapshot";
    private static final String STREAMING = "streaming";
    private static final double MILLIS_IN_SECOND = 1e3;

    private final Exposition exposition;
    private final String pipeline;
    private final String[] source;

    private CollectorExposition(Exposition exposition, String pipeline, String server, String database) {
        this.exposition = exposition;
        this.pipeline = pipeline;
        this.source = new String[] {pipeline, server, database};
    }

    /** Adds those of a pipeline that has a collector of ours, and how far its source is ahead even while it is stopped. */
    static void add(Exposition exposition, LedPipeline pipeline) {
        pipeline.dataPlane()
                .ifPresent(running -> running.collectorStatus().ifPresent(status -> {
                    CollectorExposition one = new CollectorExposition(
                            exposition, pipeline.name(), Sources.SERVER, running.sourceDatabase());
                    one.add(status, running.collectorMetrics().orElse(CollectorMetrics.NONE));
                }));
        pipeline.lag().ifPresent(lag -> {
            exposition.add(CollectorSet.LAG_BYTES, lag.bytesBehind(), pipeline.name());
            exposition.add(CollectorSet.SLOT_BYTES, lag.slotBytes(), pipeline.name());
        });
    }

    private void add(CollectorStatus status, CollectorMetrics metrics) {
        history();
        boolean reads = status.state() == State.CATCHING_UP
                || status.state() == State.SNAPSHOT
                || status.state() == State.STREAMING;
        add(CollectorSet.CONNECTED, reads ? 1 : 0, STREAMING);
        context(metrics.snapshot(), SNAPSHOT);
        context(metrics.streaming(), STREAMING);
        add(CollectorSet.MILLIS_BEHIND, metrics.millisBehindSource(), STREAMING);
        add(CollectorSet.TRANSACTIONS, metrics.committedTransactions(), STREAMING);
        exposition.add(CollectorSet.REDELIVERED, metrics.redelivered(), pipeline);
        if (metrics.millisBehindSource() >= 0) {
            exposition.add(CollectorSet.LAG_SECONDS, metrics.millisBehindSource() / MILLIS_IN_SECOND, pipeline);
        }
        sync(status);
        tables(status);
    }

    /** PostgreSQL has none: it says with each change what its table looks like. */
    private void history() {
        Map.of(
                        CollectorSet.CHANGES_APPLIED, 0,
                        CollectorSet.CHANGES_RECOVERED, 0,
                        CollectorSet.SINCE_APPLIED, -1,
                        CollectorSet.SINCE_RECOVERED, -1,
                        CollectorSet.RECOVERY_START, -1)
                .forEach((metric, value) -> add(metric, value, "schema-history"));
    }

    private void context(Context context, String name) {
        add(CollectorSet.EVENTS, context.events().total(), name);
        add(CollectorSet.CREATES, context.events().creates(), name);
        add(CollectorSet.UPDATES, context.events().updates(), name);
        add(CollectorSet.DELETES, context.events().deletes(), name);
        add(CollectorSet.FILTERED, context.events().filtered(), name);
        add(CollectorSet.ERRONEOUS, context.events().erroneous(), name);
        add(CollectorSet.SINCE_EVENT, context.millisSinceLastEvent(), name);
        add(CollectorSet.QUEUE_CAPACITY, context.queue().capacity(), name);
        add(CollectorSet.QUEUE_REMAINING, context.queue().remaining(), name);
        add(CollectorSet.QUEUE_MAX_BYTES, context.queue().maxBytes(), name);
        add(CollectorSet.QUEUE_BYTES, context.queue().bytes(), name);
    }

    private void sync(CollectorStatus status) {
        boolean running = status.state() == State.SNAPSHOT;
        boolean complete = status.offset().isPresent() && status.offset().get().snapshotDone();
        long left = status.tables().stream().filter(it -> !it.isComplete()).count();
        Instant end = status.syncEnded().orElseGet(Instant::now);
        long seconds = status.syncBegan()
                .map(began -> Duration.between(began, end).toSeconds())
                .orElse(0L);
        add(CollectorSet.RUNNING, running ? 1 : 0, SNAPSHOT);
        add(CollectorSet.COMPLETED, complete ? 1 : 0, SNAPSHOT);
        add(CollectorSet.ABORTED, !complete && status.state() == State.FAILED ? 1 : 0, SNAPSHOT);
        add(CollectorSet.PAUSED, 0, SNAPSHOT);
        add(CollectorSet.PAUSED_DURATION, 0, SNAPSHOT);
        add(CollectorSet.DURATION, Math.max(0, seconds), SNAPSHOT);
        add(CollectorSet.TABLES, status.tables().size(), SNAPSHOT);
        add(CollectorSet.TABLES_LEFT, left, SNAPSHOT);
    }

    private void tables(CollectorStatus status) {
        Map<String, TableProgress> tables = new TreeMap<>();
        status.tables().forEach(table -> tables.put(table.table(), table));
        // What is read once more counts there.
        status.added().forEach(table -> tables.put(table.table(), table));
        for (TableProgress table : tables.values()) {
            exposition.add(CollectorSet.ROWS, table.rows(), with(SNAPSHOT, table.table()));
            exposition.add(CollectorSet.EXPECTED_ROWS, table.expected(), pipeline, table.table());
        }
    }

    private void add(Metric metric, long value, String context) {
        exposition.add(metric, value, with(context));
    }

    private String[] with(String... more) {
        String[] labels = Arrays.copyOf(source, source.length + more.length);
        System.arraycopy(more, 0, labels, source.length, more.length);
        return labels;
    }
}
