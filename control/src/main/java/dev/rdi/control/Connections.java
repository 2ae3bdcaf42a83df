package dev.rdi.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rdi.config.Connection;
import dev.rdi.config.Mode;
import dev.rdi.config.MongoConnection;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.SnowflakeConnection;
import dev.rdi.config.SourceConfig;
import dev.rdi.config.SpannerConnection;
import dev.rdi.config.SqlConnection;
import dev.rdi.config.TargetConnection;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisConnection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a deployed pipeline, for people: where they lead, and whether they are there.
 *
 * <p>Thread-safe.
 */
public final class Connections {

    private static final String MASK = "********";

    private final ReferenceSource references;
    private final TargetDatabases targets;

    public Connections(ReferenceSource references, TargetDatabases targets) {
        this.references = references;
        this.targets = targets;
    }

    /**
     * A connection.
     *
     * @param port null where there is none
     * @param password a mask, whatever it is
     * @param status {@code connected} or {@code not connected}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String type,
            String host,
            @Nullable Integer port,
            @Nullable String database,
            @Nullable String user,
            String password,
            String status) {}

    /** The configuration in force, its references filled in as far as they are set. */
    public Optional<PipelineConfig> config(PipelineState pipeline) {
        PipelineSpec spec = pipeline.revision().spec();
        return PipelineLoader.parse(spec.config(), Map.of(), references.of(pipeline.name(), spec), Mode.OFFLINE)
                .config();
    }

    /** All connections by the names of source and targets; the targets are tried now. */
    public Map<String, View> list(PipelineState pipeline) {
        Map<String, View> views = new LinkedHashMap<>();
        config(pipeline).ifPresent(config -> {
            boolean reads =
                    PipelinePhase.of(Optional.of(pipeline), Instant.now()).collector() == PipelinePhase.Readiness.READY;
            source(config.source(), reads).ifPresent(view -> views.put(config.sourceName(), view));
            config.targets().forEach((name, target) -> views.put(name, target(target.connection())));
        });
        return views;
    }

    private View target(TargetConnection target) {
        return new View(
                "redis",
                target.host(),
                target.port(),
                null,
                target.user().orElse(null),
                MASK,
                status(isReachable(target)));
    }

    private boolean isReachable(TargetConnection target) {
        try (RedisConnection connection = RedisConnection.open(targets.address(target), "")) {
            connection.require("PING");
            return true;
        } catch (RdiException e) {
            return false;
        }
    }

    private static Optional<View> source(SourceConfig source, boolean reads) {
        return source.connection().map(connection -> source(connection, status(reads)));
    }

    private static View source(Connection connection, String status) {
        if (connection instanceof SqlConnection sql) {
            return new View(
                    sql.type().name().toLowerCase(Locale.ROOT),
                    sql.host().orElse(""),
                    sql.port(),
                    sql.database().orElse(null),
                    sql.user().orElse(null),
                    MASK,
                    status);
        }
        if (connection instanceof MongoConnection mongo) {
            return new View(
                    "mongodb",
                    "",
                    null,
                    mongo.database().orElse(null),
                    mongo.user().orElse(null),
                    MASK,
                    status);
        }
        if (connection instanceof SnowflakeConnection snowflake) {
            return new View(
                    "snowflake",
                    "",
                    null,
                    snowflake.database(),
                    snowflake.user().orElse(null),
                    MASK,
                    status);
        }
        SpannerConnection spanner = (SpannerConnection) connection;
        return new View("spanner", "", null, spanner.databaseId(), null, MASK, status);
    }

    private static String status(boolean connected) {
        return connected ? "connected" : "not connected";
    }
}
