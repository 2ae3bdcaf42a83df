package dev.rdi.app;

import dev.rdi.config.secret.Settings;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.ReplicaWait;
import dev.rdi.redis.Replicas;
import dev.rdi.redis.Retry;
import java.time.Duration;

/**
 * What a user can set on the writing of the change streams, in the words of Debezium Server's Redis sink.
 *
 * <p>Immutable.
 */
record SinkSettings(Settings given) {

    private static final String MILLIS = "1000";

    /** When an entry is confirmed. */
    Replicas replicas() {
        return is("redis.wait.enabled")
                ? new Replicas(true, timeout(), is("redis.wait.retry.enabled"))
                : Replicas.NOT_AWAITED;
    }

    /** The pause before a replica is asked again. */
    Duration pause() {
        return millis(given.get("redis.wait.retry.delay.ms").orElse(MILLIS));
    }

    private Duration timeout() {
        return millis(given.get("redis.wait.timeout.ms")
                .or(() -> given.get("redis.wait.write.timeout.ms"))
                .orElse(MILLIS));
    }

    ReplicaWait replicaWait(RedisSession session, StopSignal stop, Health health) {
        return new ReplicaWait(
                session,
                replicas(),
                new Retry("rdi", stop, health, pause(), pause()),
                "rdi.replica-behind",
                "see whether the RDI database has a replica that keeps up, or set redis.wait.enabled: false under"
                        + " advanced.sink of the source");
    }

    private boolean is(String name) {
        return given.get(name).map(Boolean::parseBoolean).orElse(false);
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
