package dev.rdi.config;

import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach a Google Cloud Spanner database.
 *
 * <p>Immutable.
 */
@Variant(value = "spanner", title = "Spanner")
public record SpannerConnection(
        @Property(value = "Google Cloud project of the instance.", example = "shop-12345")
        String projectId,

        @Property(value = "Spanner instance within the project.", example = "shop-instance")
        String instanceId,

        @Property(value = "Database within the instance.", example = "shop")
        String databaseId,

        @Property(value = "Host and port of a Spanner emulator; leave it out otherwise.", example = "localhost:9010")
        Optional<String> emulatorHost,

        @Property(
                value = "`true` reads the credentials of a service account from a file; `false` takes those of the"
                        + " environment.",
                defaultValue = "false")
        boolean useCredentialsFile,

        @Property(value = "The change streams to read, by name.", required = true)
        Map<String, ChangeStream> changeStreams)
        implements Connection {

    public SpannerConnection {
        changeStreams = Collections.unmodifiableMap(new LinkedHashMap<>(changeStreams));
    }

    /**
     * A change stream of Spanner.
     *
     * <p>Immutable.
     */
    public record ChangeStream(
            @Property(
                    value = "How many hours of changes the stream keeps.",
                    alias = "retention_hours",
                    example = "24",
                    min = 1)
            Optional<Integer> retentionPeriodHours) {}
}
