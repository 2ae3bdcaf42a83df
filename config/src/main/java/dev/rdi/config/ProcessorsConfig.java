package dev.rdi.config;

import dev.rdi.config.bind.Binder;
import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.schema.Property;
import dev.rdi.config.secret.References;
import dev.rdi.config.yaml.YamlMap;
import java.time.Duration;

/**
 * How changes are processed and written.
 *
 * <p>Immutable.
 */
public record ProcessorsConfig(
        @Property(
                value =
                        "What runs the stream processor: `classic` is the process itself, `flink` a cluster of Apache Flink.",
                defaultValue = "classic",
                example = "classic")
        ProcessorType type,

        @Property(
                value = "Most records that are read from a change stream at a time.",
                defaultValue = "2000",
                example = "5000",
                min = 1)
        int readBatchSize,

        @Property(
                name = "read_batch_timeout_ms",
                value = "Accepted, but without effect: nothing waits for a batch to fill.",
                defaultValue = "100",
                example = "50",
                min = 1)
        Duration readBatchTimeout,

        @Property(value = "Has no effect.", defaultValue = "100", example = "100", min = 1, deprecated = "remove it")
        Duration duration,

        @Property(
                value =
                        "How many writes are sent to the target at once; the next ones follow without waiting for the replies.",
                defaultValue = "200",
                example = "500",
                min = 1)
        int writeBatchSize,

        @Property(
                value = "Whether batches are processed while others are read.",
                defaultValue = "true",
                appliesTo = "RDI's classic processor; accepted and ignored here")
        boolean enableAsyncProcessing,

        @Property(
                value = "Most batches that wait to be processed.",
                defaultValue = "3",
                example = "5",
                min = 1,
                appliesTo = "RDI's classic processor; accepted and ignored here")
        int batchQueueSize,

        @Property(
                value = "Most batches that wait to be acknowledged.",
                defaultValue = "10",
                example = "20",
                min = 1,
                appliesTo = "RDI's classic processor; accepted and ignored here")
        int ackQueueSize,

        @Property(
                value = "Whether repeated records are dropped. Writes are idempotent, so there is no need to.",
                defaultValue = "false",
                appliesTo = "RDI's classic processor; accepted and ignored here")
        boolean dedup,

        @Property(
                value = "Most entries that are remembered to find repeated records.",
                defaultValue = "1024",
                example = "2048",
                min = 1,
                appliesTo = "RDI's classic processor; accepted and ignored here")
        int dedupMaxSize,

        @Property(
                value = "Has no effect.",
                defaultValue = "ignore",
                example = "ignore",
                deprecated = "remove it",
                appliesTo = "RDI's classic processor; accepted and ignored here")
        DedupStrategy dedupStrategy,

        @Property(
                value =
                        "What happens to a record that can not be processed: `dlq` keeps it in the dead letter queue, `ignore` counts and drops it, `abort` stops the pipeline in front of it.",
                defaultValue = "dlq",
                example = "ignore")
        ErrorHandling errorHandling,

        @Property(
                value = "Most records that the dead letter queue of a table keeps; the oldest are dropped first.",
                defaultValue = "1000",
                example = "10000",
                min = 1)
        int dlqMaxMessages,

        @Property(
                value =
                        "What a row becomes at the target where no job says otherwise: a `hash`, or a `json` document, which needs the JSON commands there.",
                defaultValue = "hash",
                example = "json")
        TargetDataType targetDataType,

        @Property(
                value =
                        "How an update changes a JSON document: `replace` writes it anew, `merge` changes the fields that it brings.",
                defaultValue = "replace",
                example = "merge")
        JsonUpdateStrategy jsonUpdateStrategy,

        @Property(
                value =
                        "Whether a merge uses the command `JSON.MERGE` where the target has it, otherwise a script. Either way a null removes its field.",
                defaultValue = "true")
        boolean useNativeJsonMerge,

        @Property(
                value = "Processes of the initial sync.",
                defaultValue = "4",
                example = "8",
                min = 1,
                max = 32,
                appliesTo = "RDI's classic processor; accepted and ignored here")
        int initialSyncProcesses,

        @Property(
                name = "idle_sleep_time_ms",
                value = "Pause in milliseconds while there is nothing to do.",
                defaultValue = "200",
                example = "100",
                min = 1,
                max = 999999,
                appliesTo = "RDI's classic processor; accepted and ignored here")
        Duration idleSleepTime,

        @Property(
                name = "idle_streams_check_interval_ms",
                value = "Pause in milliseconds between two looks for new streams while there is nothing to do.",
                defaultValue = "1000",
                example = "500",
                min = 1,
                max = 999999,
                appliesTo = "`external` sources")
        Duration idleStreamsCheckInterval,

        @Property(
                name = "busy_streams_check_interval_ms",
                value = "Pause in milliseconds between two looks for new streams while there is work.",
                defaultValue = "5000",
                example = "2000",
                min = 1,
                max = 999999,
                appliesTo = "`external` sources")
        Duration busyStreamsCheckInterval,

        @Property(
                value =
                        "How often a write is tried that the target refuses for a reason that isn't known, before the record is rejected. What will pass (a lost connection, a full or loading target) is retried for ever, and a write to a key of the wrong type isn't.",
                defaultValue = "5",
                example = "10",
                min = 1)
        int retryMaxAttempts,

        @Property(
                name = "retry_initial_delay_ms",
                value = "Pause in milliseconds before the first retry.",
                defaultValue = "1000",
                example = "200",
                min = 1,
                max = 999999)
        Duration retryInitialDelay,

        @Property(
                name = "retry_max_delay_ms",
                value = "Longest pause in milliseconds between retries.",
                defaultValue = "10000",
                example = "5000",
                min = 1,
                max = 999999)
        Duration retryMaxDelay,

        @Property(
                value =
                        "Whether a write counts only when a replica of the target has it. It needs a target with a healthy replica.",
                defaultValue = "false",
                example = "true")
        boolean waitEnabled,

        @Property(
                value = "Longest wait in milliseconds for the replica.",
                defaultValue = "1000",
                example = "500",
                min = 1)
        Duration waitTimeout,

        @Property(value = "Whether a write that no replica confirmed is tried again.", defaultValue = "true")
        boolean retryOnReplicaFailure,

        @Property(value = "Has no effect.", defaultValue = "5", example = "5", min = 1, deprecated = "remove it")
        int onFailedRetryInterval,

        @Property(
                value =
                        "Whether several updates of one key that wait together are written as one, the last state. It spares the target work where rows are updated often; readers may then see changes of different rows in another order. It concerns hashes, and JSON documents that are replaced.",
                defaultValue = "false",
                example = "true")
        boolean coalesceUpdates,

        @Property(
                value = "Largest record in bytes that is processed; a larger one is rejected by its key.",
                defaultValue = "67108864",
                example = "16777216",
                min = 1024)
        long maxRowBytes,

        @Property(value = "What the processor logs.") LoggingConfig logging,

        @Property(
                value =
                        "Settings of RDI's Flink processor for experts. With `type: flink`, those that stand above a setting of ours count; a warning names each one without effect.",
                appliesTo = "the `flink` processor")
        ProcessorsAdvanced advanced) {

    /** With another level of logging. */
    public ProcessorsConfig withLogging(LoggingConfig other) {
        return new ProcessorsConfig(
                type,
                readBatchSize,
                readBatchTimeout,
                duration,
                writeBatchSize,
                enableAsyncProcessing,
                batchQueueSize,
                ackQueueSize,
                dedup,
                dedupMaxSize,
                dedupStrategy,
                errorHandling,
                dlqMaxMessages,
                targetDataType,
                jsonUpdateStrategy,
                useNativeJsonMerge,
                initialSyncProcesses,
                idleSleepTime,
                idleStreamsCheckInterval,
                busyStreamsCheckInterval,
                retryMaxAttempts,
                retryInitialDelay,
                retryMaxDelay,
                waitEnabled,
                waitTimeout,
                retryOnReplicaFailure,
                onFailedRetryInterval,
                coalesceUpdates,
                maxRowBytes,
                other,
                advanced);
    }

    /** Every property with its default. */
    public static ProcessorsConfig defaults() {
        return new Binder(References.none(), Severity.ERROR, new Problems(""))
                .bind(ProcessorsConfig.class, YamlMap.empty(), Place.START);
    }
}
