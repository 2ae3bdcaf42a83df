package dev.rdi.source;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.Replicas;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a source needs to know to write.
 *
 * <p>Immutable.
 *
 * @param rdi the RDI database
 * @param pipeline the pipeline, whose source has the type {@code external}
 * @param source the name of the source: of several programs with one name one writes at a time. Jobs know it as
 *     {@code server_name}
 * @param installation the installation that the RDI database belongs to
 * @param lease how long nobody else may write after the program was killed
 * @param maxStreamLength how many changes of a table may wait in the RDI database before writing waits
 * @param replicas whether a change counts only when a replica of the RDI database has it
 */
public record SourceSettings(
        RedisAddress rdi,
        String pipeline,
        String source,
        String installation,
        Duration lease,
        long maxStreamLength,
        Replicas replicas) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Duration USUAL_LEASE = Duration.ofSeconds(10);
    private static final long USUAL_LENGTH = 200_000;

    public SourceSettings {
        if (!NAME.matcher(source).matches()) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "source.name",
                    "the name of the source can't be used",
                    "write 1 to 64 letters, digits, dots, dashes and underscores, a letter or a digit first");
        }
    }

    /** The usual settings. */
    public static SourceSettings of(String rdiUrl, String pipeline, String source) {
        return new SourceSettings(
                RedisAddress.parse(rdiUrl),
                pipeline,
                source,
                "default",
                USUAL_LEASE,
                USUAL_LENGTH,
                Replicas.NOT_AWAITED);
    }

    /** Whether a text can be the name of a source. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The same for another installation. */
    public SourceSettings withInstallation(String name) {
        return new SourceSettings(rdi, pipeline, source, name, lease, maxStreamLength, replicas);
    }

    /** The same with another lease. */
    public SourceSettings withLease(Duration time) {
        return new SourceSettings(rdi, pipeline, source, installation, time, maxStreamLength, replicas);
    }

    /** The same with another limit of what waits. */
    public SourceSettings withMaxStreamLength(long entries) {
        return new SourceSettings(rdi, pipeline, source, installation, lease, entries, replicas);
    }

    /** The same where a replica has to confirm. */
    public SourceSettings withReplicas(Replicas awaited) {
        return new SourceSettings(rdi, pipeline, source, installation, lease, maxStreamLength, awaited);
    }
}
