package dev.rdi.redis.target;

import dev.rdi.redis.Replicas;

/**
 * What a user can set on the writing to a target.
 *
 * <p>Immutable.
 *
 * @param batchSize how many writes are sent at once; the next ones follow without waiting for the replies
 * @param maxAttempts how often a write is tried that the target refuses for a reason that isn't known
 * @param replicas when a write counts as done
 */
public record WriteSettings(int batchSize, int maxAttempts, Replicas replicas) {

    /** The defaults of the configuration. */
    public static final WriteSettings DEFAULT = new WriteSettings(200, 5, Replicas.NOT_AWAITED);
}
