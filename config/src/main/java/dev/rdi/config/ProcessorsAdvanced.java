package dev.rdi.config;

import dev.rdi.config.schema.Key;
import dev.rdi.config.schema.Key.Kind;
import dev.rdi.config.schema.Property;
import dev.rdi.config.secret.Settings;
import java.util.Optional;

/**
 * Settings of RDI's Flink stream processor for experts. Those that are other names of our own settings count with {@code
 * type: flink}, see {@link FlinkAliases}, and the pattern of streams always; of each other one a warning says what counts
 * instead.
 *
 * <p>Immutable.
 */
public record ProcessorsAdvanced(
        @Property(
                value = "How change streams are found and read.",
                appliesTo = "the `flink` processor",
                keys = {
                    @Key(
                            name = "stream.name.pattern",
                            value = "Which keys are change streams, as a glob pattern; used for `external` sources.",
                            defaultValue = "data:*"),
                    @Key(
                            name = "discovery.interval.ms",
                            value =
                                    "Pause between two looks for new streams; stands above `idle_streams_check_interval_ms` and `busy_streams_check_interval_ms`.",
                            kind = Kind.INTEGER,
                            min = 0,
                            defaultValue = "1000"),
                    @Key(
                            name = "batch.size",
                            value = "Stands above `read_batch_size`.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "2000"),
                    @Key(
                            name = "batch.timeout.ms",
                            value = "Has no effect: nothing waits for a batch to fill.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "100"),
                    @Key(
                            name = "connection.timeout.ms",
                            value = "Longest wait for a connection.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "2000"),
                    @Key(
                            name = "socket.timeout.ms",
                            value = "Longest wait for an answer.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "2000"),
                    @Key(
                            name = "retry.max.attempts",
                            value = "How often a failed operation is tried again.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "5"),
                    @Key(
                            name = "retry.initial.delay.ms",
                            value = "Pause before the first retry.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "100"),
                    @Key(
                            name = "retry.max.delay.ms",
                            value = "Longest pause between retries.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "3000"),
                    @Key(
                            name = "retry.backoff.multiplier",
                            value = "By how much the pause grows.",
                            kind = Kind.NUMBER,
                            min = 1,
                            defaultValue = "2")
                })
        Settings source,

        @Property(
                value = "How the target is written.",
                appliesTo = "the `flink` processor",
                keys = {
                    @Key(
                            name = "batch.size",
                            value = "Stands above `write_batch_size`.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "200"),
                    @Key(
                            name = "flush.interval.ms",
                            value = "Longest wait for a batch to fill.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "100"),
                    @Key(
                            name = "connection.timeout.ms",
                            value = "Longest wait for a connection.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "2000"),
                    @Key(
                            name = "socket.timeout.ms",
                            value = "Longest wait for an answer.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "2000"),
                    @Key(
                            name = "retry.max.attempts",
                            value = "Stands above `retry_max_attempts`.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "5"),
                    @Key(
                            name = "retry.initial.delay.ms",
                            value = "Stands above `retry_initial_delay_ms`.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "1000"),
                    @Key(
                            name = "retry.max.delay.ms",
                            value = "Stands above `retry_max_delay_ms`.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "10000"),
                    @Key(
                            name = "retry.backoff.multiplier",
                            value = "By how much the pause grows.",
                            kind = Kind.NUMBER,
                            min = 1,
                            defaultValue = "2"),
                    @Key(
                            name = "wait.enabled",
                            value = "Stands above `wait_enabled`.",
                            kind = Kind.BOOLEAN,
                            defaultValue = "false"),
                    @Key(
                            name = "wait.write.timeout.ms",
                            value = "Stands above `wait_timeout`.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "1000"),
                    @Key(
                            name = "wait.retry.enabled",
                            value = "Stands above `retry_on_replica_failure`.",
                            kind = Kind.BOOLEAN,
                            defaultValue = "true"),
                    @Key(
                            name = "wait.retry.delay.ms",
                            value = "Pause before that retry.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "1000")
                })
        Settings target,

        @Property(
                value = "How the dead letter queue is written.",
                appliesTo = "the `flink` processor",
                keys = {
                    @Key(
                            name = "max.len",
                            value = "Stands above `dlq_max_messages`.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "1000"),
                    @Key(
                            name = "batch.size",
                            value = "Most records in one write.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "100"),
                    @Key(
                            name = "flush.interval.ms",
                            value = "Longest wait for a batch to fill.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "100"),
                    @Key(
                            name = "connection.timeout.ms",
                            value = "Longest wait for a connection.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "2000"),
                    @Key(
                            name = "socket.timeout.ms",
                            value = "Longest wait for an answer.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "2000"),
                    @Key(
                            name = "retry.max.attempts",
                            value = "How often a failed operation is tried again.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "1"),
                    @Key(
                            name = "retry.initial.delay.ms",
                            value = "Pause before the first retry.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "100"),
                    @Key(
                            name = "retry.max.delay.ms",
                            value = "Longest pause between retries.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "3000"),
                    @Key(
                            name = "retry.backoff.multiplier",
                            value = "By how much the pause grows.",
                            kind = Kind.NUMBER,
                            min = 1,
                            defaultValue = "2"),
                    @Key(
                            name = "wait.enabled",
                            value = "Whether a write counts only when replicas have it.",
                            kind = Kind.BOOLEAN,
                            defaultValue = "false"),
                    @Key(
                            name = "wait.write.timeout.ms",
                            value = "Longest wait for replicas.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "1000"),
                    @Key(
                            name = "wait.retry.enabled",
                            value = "Whether a write that replicas did not confirm is tried again.",
                            kind = Kind.BOOLEAN,
                            defaultValue = "false"),
                    @Key(
                            name = "wait.retry.delay.ms",
                            value = "Pause before that retry.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "1000")
                })
        Settings dlq,

        @Property(
                value = "What holds where no job says otherwise.",
                appliesTo = "the `flink` processor",
                keys = {
                    @Key(
                            name = "default.data.type",
                            value = "Stands above `target_data_type`.",
                            defaultValue = "hash",
                            allowed = {"hash", "json"}),
                    @Key(
                            name = "default.json.update.strategy",
                            value = "Stands above `json_update_strategy`.",
                            defaultValue = "replace",
                            allowed = {"replace", "merge"}),
                    @Key(
                            name = "dlq.enabled",
                            value = "Whether rejected records are kept; stands above `error_handling`.",
                            kind = Kind.BOOLEAN,
                            defaultValue = "true")
                })
        Settings processor,

        @Property(
                value = "Settings of the Flink cluster; any of them is passed on.",
                appliesTo = "the `flink` processor",
                keys = {
                    @Key(
                            name = "parallelism.default",
                            value = "How many parts of the work run at once.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "taskmanager.numberOfTaskSlots",
                            value = "Parts of the work that one task manager runs.",
                            kind = Kind.INTEGER,
                            min = 1,
                            defaultValue = "1"),
                    @Key(
                            name = "taskmanager.memory.process.size",
                            value = "Memory of a task manager.",
                            defaultValue = "2048m")
                })
        Settings flink,

        @Property(
                value = "What the containers of the cluster may use.",
                appliesTo = "the `flink` processor on Kubernetes")
        Resources resources) {

    /**
     * What the containers of the cluster may use.
     *
     * <p>Immutable.
     */
    public record Resources(
            @Property(name = "taskManager", value = "The task managers.")
            TaskManager taskManager) {}

    /**
     * How many task managers there are.
     *
     * <p>Immutable.
     */
    public record TaskManager(
            @Property(value = "Number of task managers.", example = "2", min = 1)
            Optional<Integer> replicas) {}
}
