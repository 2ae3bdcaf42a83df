package dev.rdi.redis;

import java.time.Duration;

/**
 * Whether writes count only when a replica has them.
 *
 * <p>Immutable.
 *
 * @param awaited whether they do
 * @param timeout the longest wait for a replica
 * @param insists whether to wait again after that, for ever; else the writes count, and a warning says so
 */
public record Replicas(boolean awaited, Duration timeout, boolean insists) {

    public static final Replicas NOT_AWAITED = new Replicas(false, Duration.ZERO, false);
}
