package dev.rdi.app;

import dev.rdi.control.ReferenceSource;
import dev.rdi.control.secret.SecretWatch;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import java.time.Duration;

/**
 * What all pipelines of a server have in common.
 *
 * <p>Immutable.
 *
 * @param installation the installation's name
 * @param rdi the RDI database
 * @param references where the values of references come from
 * @param secrets notices that such values have changed
 * @param logLevels how much the parts of the process log
 */
record ServerContext(
        String installation, RedisAddress rdi, ReferenceSource references, SecretWatch secrets, LogLevels logLevels) {

    /** How long a leader may be silent before another server takes its place. */
    static final Duration LEASE = Duration.ofSeconds(10);

    Keys keys(String pipeline) {
        return new Keys(pipeline);
    }
}
