package dev.rdi.app;

import dev.rdi.collector.ChangeStreamWriter;
import dev.rdi.collector.Collector;
import dev.rdi.collector.RedisCaptures;
import dev.rdi.collector.RedisOffsets;
import dev.rdi.collector.RedisResets;
import dev.rdi.collector.RedisSchemaHistory;
import dev.rdi.collector.SourceSettings;
import dev.rdi.config.Connection;
import dev.rdi.config.ProcessorsConfig;
import dev.rdi.config.SourceConfig;
import dev.rdi.config.SourceType;
import dev.rdi.config.SqlConnection;
import dev.rdi.config.TableConfig;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.CapturedTables;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.ExternalStreams;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.OffsetStore;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.ReplicaWait;
import dev.rdi.redis.TableHistory;
import java.util.Locale;
import java.util.Optional;

/** Makes the collector that a pipeline's source asks for. */
final class Sources {

    /** Entries of one stream above which the collector waits; some hundred megabytes of ordinary rows. */
    private static final long MAX_STREAM_LENGTH = 200_000;

    /** RDI's server_name, which jobs may match on. */
    static final String SERVER = "rdi";

    private static final String DEFAULT_PATTERN = "data:*";

    private Sources() {}

    /**
     * Wires a collector; nothing is connected yet.
     *
     * @param resetId the reset that is on its way, if one is
     * @throws RdiException CONFIG if this version has no collector for such a source
     */
    static Collector collector(
            Pipeline pipeline, Leadership leadership, Optional<String> resetId, StopSignal stop, Health health) {
        SourceSettings settings = settings(pipeline);
        RedisSession session = new RedisSession(pipeline.rdi(), "collector", leadership);
        ReplicaWait replicas =
                new SinkSettings(pipeline.config().source().advanced().sink()).replicaWait(session, stop, health);
        // Debezium's thread writes it, the session of the collector is the collector's.
        RedisSession historySession = new RedisSession(pipeline.rdi(), "schema-history", leadership);
        ReplicaWait historyReplicas = new SinkSettings(
                        pipeline.config().source().advanced().sink())
                .replicaWait(historySession, stop, health);
        ChangeStreams streams = new ChangeStreams(session, pipeline.keys(), MAX_STREAM_LENGTH, stop, health, replicas);
        return new Collector(
                settings,
                new ChangeStreamWriter(settings, streams, pipeline.keys()),
                new RedisOffsets(new OffsetStore(session, pipeline.keys(), stop, health, replicas), settings.server()),
                new RedisCaptures(new CapturedTables(session, pipeline.keys(), stop, health, replicas)),
                new RedisSchemaHistory(
                        new TableHistory(historySession, pipeline.keys(), stop, health, historyReplicas)),
                new RedisResets(session, pipeline.keys(), resetId, stop, health),
                stop,
                health);
    }

    /** Whether something else than our collector writes the change streams. */
    static boolean isExternal(Pipeline pipeline) {
        return pipeline.config().source().type() == SourceType.EXTERNAL;
    }

    /** Whether a collector of ours has to read the source. */
    static boolean hasCollector(Pipeline pipeline) {
        return !isExternal(pipeline) && pipeline.config().source().active();
    }

    /** What the status says of the collector where there is none. */
    static String withoutCollector(Pipeline pipeline) {
        return isExternal(pipeline) ? "external" : "inactive";
    }

    /** How the streams are found that something else writes. */
    static Optional<ExternalStreams> external(Pipeline pipeline) {
        if (!isExternal(pipeline)) {
            return Optional.empty();
        }
        ProcessorsConfig processors = pipeline.config().processors();
        String pattern =
                processors.advanced().source().get("stream.name.pattern").orElse(DEFAULT_PATTERN);
        return Optional.of(new ExternalStreams(
                pattern, processors.busyStreamsCheckInterval(), processors.idleStreamsCheckInterval()));
    }

    static SourceSettings settings(Pipeline pipeline) {
        return settings(pipeline.config().source(), pipeline.installation(), pipeline.name());
    }

    static SourceSettings settings(SourceConfig source, String installation, String pipeline) {
        source.tables().forEach(Sources::requireColumnsByName);
        return SourceSettings.of(source, sql(source), SERVER, installation, pipeline);
    }

    private static SqlConnection sql(SourceConfig source) {
        if (source.type() != SourceType.CDC) {
            throw unavailable("sources of type " + source.type().name().toLowerCase(Locale.ROOT));
        }
        Connection connection = source.connection()
                .orElseThrow(() -> new RdiException(
                        ErrorKind.CONFIG,
                        "source.connection-missing",
                        "the source has no connection",
                        "write connection: with type, host, port, database, user and password"));
        if (connection instanceof SqlConnection sql && sql.type().isCaptured()) {
            return sql;
        }
        throw unavailable("this kind of source database");
    }

    private static RdiException unavailable(String what) {
        return new RdiException(
                ErrorKind.CONFIG,
                "source.unavailable",
                "this version doesn't read " + what,
                "use a source of type cdc with a connection of type postgresql, mariadb or mysql");
    }

    private static void requireColumnsByName(String name, TableConfig table) {
        if (!table.excludeColumns().isEmpty()) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "source.exclude-columns-unavailable",
                    "this version doesn't leave out columns by exclude_columns (table " + name + ")",
                    "list the columns to capture under columns: instead");
        }
    }
}
