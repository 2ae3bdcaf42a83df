package dev.rdi.control.metrics;

import static dev.rdi.control.metrics.Metric.counter;
import static dev.rdi.control.metrics.Metric.gauge;
import static dev.rdi.control.metrics.Metric.histogram;

import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of stream processors: those of RDI's classic processor, and our own.
 *
 * <p>Immutable.
 */
public final class ProcessorSet {

    private static final String PIPELINE = "pipeline";
    private static final String SOURCE = "data_source";

    public static final Metric INCOMING =
            counter("incoming_records_total", "Records that arrived in the change streams", PIPELINE);
    public static final Metric INCOMING_CREATED = gauge(
            "incoming_records_created", "When this process began to export them, in seconds since 1970", PIPELINE);
    public static final Metric PROCESSED = counter("processed_records_total", "Records that were written", PIPELINE);
    public static final Metric REJECTED = counter("rejected_records_total", "Records that were rejected", PIPELINE);
    public static final Metric FILTERED = counter("filtered_records_total", "Records that a job filtered", PIPELINE);
    public static final Metric ENGINE_STATE = gauge(
            "rdi_engine_state",
            "1 while the pipeline runs, else 0; the labels say more",
            PIPELINE,
            "state",
            "sync_mode");
    public static final Metric VERSION = gauge("rdi_version_info", "1; the labels are the versions", "cli", "engine");
    public static final Metric ELAPSED =
            counter("monitor_time_elapsed_total", "Seconds since this process began to export metrics");
    public static final Metric ELAPSED_CREATED =
            gauge("monitor_time_elapsed_created", "When that was, in seconds since 1970");
    public static final Metric ENTRIES = gauge(
            "rdi_incoming_entries",
            "Records of a stream by what became of them: pending, inserted, updated, deleted, filtered, rejected,"
                    + " deduplicated",
            PIPELINE,
            SOURCE,
            "operation");
    public static final Metric LATENCY = gauge(
            "rdi_stream_event_latency_ms", "How long the oldest record of a stream has been waiting", PIPELINE, SOURCE);

    public static final Metric BATCHES = counter("rdi_processed_batches_total", "Batches that were written", PIPELINE);
    /** Numbers of all batches, in the order of {@link #LAST}. */
    public static final List<Metric> TOTALS = measures("_total", "of all batches", Metric.Type.COUNTER);
    /** Numbers of the last batch. */
    public static final List<Metric> LAST = measures("_last", "of the last batch", Metric.Type.GAUGE);

    public static final Metric VISIBLE = histogram(
            "rdi_commit_to_visible_seconds",
            "Time from the commit of a change at the source until the target had it; not of rows of an initial sync",
            PIPELINE);
    public static final Metric STAGING = gauge(
            "rdi_staging_memory_bytes", "Memory of the RDI database that a change stream takes", PIPELINE, SOURCE);
    public static final Metric WRITES = counter("rdi_target_writes_total", "Writes that targets got", PIPELINE);
    public static final Metric COALESCED =
            counter("rdi_coalesced_writes_total", "Writes that became part of a later one of the same key", PIPELINE);
    public static final Metric RETRIES = counter(
            "rdi_retries_total",
            "How often something had to be tried again, by the part that tries and the reason",
            PIPELINE,
            "part",
            "reason");
    public static final Metric LETTERS = gauge("rdi_dead_letters", "Rejected records that are kept", PIPELINE, SOURCE);
    public static final Metric DROPPED = counter(
            "rdi_dead_letters_dropped_total",
            "Rejected records that were pushed out of a full dead letter queue by later ones",
            PIPELINE,
            SOURCE);
    public static final Metric DATABASE_UP =
            gauge("rdi_database_up", "Whether the RDI database answered this scrape: 1 or 0", PIPELINE);

    /** Those that RDI documents. */
    public static final List<Metric> DOCUMENTED = documented();

    /** Those that only we have. */
    public static final List<Metric> OWN =
            List.of(VISIBLE, STAGING, WRITES, COALESCED, RETRIES, LETTERS, DROPPED, DATABASE_UP);

    private ProcessorSet() {}

    private static List<Metric> measures(String suffix, String whose, Metric.Type type) {
        List<Metric> measures = new ArrayList<>();
        measures.add(measure("batch_size" + suffix, "Records " + whose, type));
        for (String stage : List.of("read", "transform", "write", "process", "ack", "total")) {
            String doing = switch (stage) {
                case "process" -> "transforming and writing";
                case "ack" -> "storing positions";
                case "total" -> "reading, transforming, writing and storing positions";
                case "transform" -> "transforming";
                case "write" -> "writing";
                default -> "reading";
            };
            measures.add(measure(stage + "_time_ms" + suffix, "Milliseconds of " + doing + ' ' + whose, type));
        }
        measures.add(measure("rec_per_sec" + suffix, "Records per second " + whose, Metric.Type.GAUGE));
        return List.copyOf(measures);
    }

    private static Metric measure(String name, String help, Metric.Type type) {
        return new Metric("rdi_processor_" + name, type, help, List.of(PIPELINE));
    }

    private static List<Metric> documented() {
        List<Metric> all = new ArrayList<>(List.of(
                INCOMING,
                INCOMING_CREATED,
                PROCESSED,
                REJECTED,
                FILTERED,
                ENGINE_STATE,
                VERSION,
                ELAPSED,
                ELAPSED_CREATED,
                ENTRIES,
                LATENCY,
                BATCHES));
        all.addAll(TOTALS);
        all.addAll(LAST);
        return List.copyOf(all);
    }
}
