package dev.rdi.config;

import dev.rdi.config.schema.Key;
import dev.rdi.config.schema.Key.Kind;
import dev.rdi.config.schema.Property;
import dev.rdi.config.secret.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a source for experts; most are passed on as they are.
 *
 * <p>Immutable.
 */
public record SourceAdvanced(
        @Property(
                value = "How the collector writes the change streams. Names are those of Debezium Server's Redis sink"
                        + " without `debezium.sink.`. `redis.wait.*` holds for both collectors, the others listed here"
                        + " belong to the `flink` collector.",
                appliesTo = "`cdc` and `flink` sources",
                keys = {
                    @Key(name = "redis.batch.size", value = "Most records in one write.", kind = Kind.INTEGER, min = 1),
                    @Key(
                            name = "redis.flush.interval.ms",
                            value = "Longest wait for a batch to fill.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.connection.timeout.ms",
                            value = "Longest wait for a connection.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.socket.timeout.ms",
                            value = "Longest wait for an answer.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.retry.max.attempts",
                            value = "How often a failed operation is tried again.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.retry.initial.delay.ms",
                            value = "Pause before the first retry.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.retry.max.delay.ms",
                            value = "Longest pause between retries.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.retry.backoff.multiplier",
                            value = "By how much the pause grows.",
                            kind = Kind.NUMBER,
                            min = 1),
                    @Key(
                            name = "redis.oom.retry.initial.delay.ms",
                            value = "Pause before the first retry while Redis is full.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.oom.retry.max.delay.ms",
                            value = "Longest pause while Redis is full.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.oom.retry.backoff.multiplier",
                            value = "By how much that pause grows.",
                            kind = Kind.NUMBER,
                            min = 1),
                    @Key(
                            name = "redis.wait.enabled",
                            value =
                                    "Whether a write counts only when a replica has it, so that a failover loses nothing.",
                            kind = Kind.BOOLEAN),
                    @Key(
                            name = "redis.wait.timeout.ms",
                            value = "Longest wait for a replica, 1000 unless set.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.wait.write.timeout.ms",
                            value = "Another name of redis.wait.timeout.ms, which wins.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "redis.wait.retry.enabled",
                            value =
                                    "Whether to wait on, for ever, when no replica confirmed in time; else work goes on with a"
                                            + " warning.",
                            kind = Kind.BOOLEAN),
                    @Key(
                            name = "redis.wait.retry.delay.ms",
                            value = "Pause before a replica is asked again, 1000 unless set.",
                            kind = Kind.INTEGER,
                            min = 1)
                })
        Settings sink,

        @Property(
                value = "How the source is read. Names are those of Debezium's connector without `debezium.source.`;"
                        + " any of them is passed on, the ones listed here are checked as well.",
                appliesTo = "`cdc` and `flink` sources",
                keys = {
                    @Key(
                            name = "record.processing.threads",
                            value = "Threads that convert records.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "snapshot.max.threads",
                            value =
                                    "Threads of the initial sync. PostgreSQL: connections that read at the same time; as many"
                                            + " as there are processors, four at most, unless set.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "snapshot.engine",
                            value =
                                    "What reads PostgreSQL's tables in the initial sync: `copy`, by COPY through several"
                                            + " connections, going on after a failure; or `debezium`. `copy` unless set."),
                    @Key(
                            name = "poll.interval.ms",
                            value = "Pause between two looks for changes.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "snapshot.fetch.size",
                            value = "Rows that the initial sync fetches at a time.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(name = "max.batch.size", value = "Most records in a batch.", kind = Kind.INTEGER, min = 1),
                    @Key(
                            name = "max.queue.size",
                            value = "Most records that wait in memory.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "heartbeat.interval.ms",
                            value = "Pause between heartbeats; 0 for none.",
                            kind = Kind.INTEGER,
                            min = 0),
                    @Key(name = "heartbeat.action.query", value = "SQL that each heartbeat runs at the source."),
                    @Key(name = "lob.enabled", value = "Whether large objects are captured.", kind = Kind.BOOLEAN),
                    @Key(name = "gtid.source.includes", value = "MySQL servers whose GTIDs are followed."),
                    @Key(
                            name = "publication.autocreate.mode",
                            value = "Who makes the PostgreSQL publication.",
                            allowed = {"all_tables", "filtered", "disabled", "no_tables"}),
                    @Key(name = "publication.name", value = "Name of the PostgreSQL publication."),
                    @Key(name = "slot.name", value = "Name of the PostgreSQL replication slot."),
                    @Key(
                            name = "spanner.version.retention.period.hours",
                            value = "Hours of changes that Spanner keeps.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "spanner.fetch.timeout.ms",
                            value = "Longest wait for Spanner.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "spanner.fetch.heartbeat.ms",
                            value = "Pause between Spanner's heartbeats.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "spanner.max.rows.per.partition",
                            value = "Rows of a partition before the next one has its turn.",
                            kind = Kind.INTEGER,
                            min = 1),
                    @Key(
                            name = "spanner.dialect",
                            value = "SQL dialect of the Spanner database.",
                            allowed = {"GOOGLESQL", "POSTGRESQL"})
                })
        Settings source,

        @Property(
                value = "Settings of the runtime of a Debezium Server; accepted and ignored, because the collector has"
                        + " no such runtime.",
                appliesTo = "`cdc` sources")
        Settings quarkus,

        @Property(
                value = "Settings of the Flink cluster that runs the collector.",
                appliesTo = "`flink` sources",
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
                            min = 1),
                    @Key(name = "taskmanager.memory.process.size", value = "Memory of a task manager.")
                })
        Settings flink,

        @Property(value = "What the collector's container may use.", appliesTo = "`cdc` sources on Kubernetes")
        Resources resources,

        @Property(value = "Settings of the Snowflake collector.", appliesTo = "`riotx` sources")
        Riotx riotx,

        @Property(
                value = "Options for the Java process of a separate collector; accepted and ignored where the collector"
                        + " runs within this process.",
                appliesTo = "`cdc` sources",
                example = "-Xmx2g")
        Optional<String> javaOptions) {

    /**
     * What a container may use.
     *
     * <p>Immutable.
     */
    public record Resources(
            @Property(value = "Processors, in Kubernetes' notation.", example = "500m")
            Optional<String> cpu,

            @Property(value = "Memory, in Kubernetes' notation.", example = "1024Mi")
            Optional<String> memory) {}

    /**
     * Settings of the Snowflake collector.
     *
     * <p>Immutable.
     */
    public record Riotx(
            @Property(value = "Pause between two looks for changes.", defaultValue = "30s", example = "PT30S")
            String poll,

            @Property(value = "Whether there is an initial sync.", defaultValue = "INITIAL", pattern = "INITIAL|NEVER")
            String snapshot,

            @Property(
                    name = "streamPrefix",
                    value = "How the keys of the change streams start.",
                    defaultValue = "data:")
            String streamPrefix,

            @Property(
                    name = "streamLimit",
                    value = "Most entries of a stream; older ones are dropped.",
                    example = "100000",
                    min = 1)
            Optional<Long> streamLimit,

            @Property(
                    name = "keyColumns",
                    value = "Key columns of all tables.",
                    deprecated = "write keys under each table",
                    example = "[id]")
            List<String> keyColumns,

            @Property(
                    name = "clearOffset",
                    value = "Whether each start forgets how far the last one came.",
                    defaultValue = "false")
            boolean clearOffset,

            @Property(value = "Most records to read; 0 for all.", defaultValue = "0", min = 0)
            long count) {

        public Riotx {
            keyColumns = List.copyOf(keyColumns);
        }
    }
}
