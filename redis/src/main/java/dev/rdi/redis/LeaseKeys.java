package dev.rdi.redis;

/**
 * What a lease is about, and where it is kept.
 *
 * <p>Immutable.
 *
 * @param name part of the names of its holder's connections: those of another name are never ended
 * @param lease the key of the lease
 * @param epoch the key of the last holder's epoch, in the same slot
 */
public record LeaseKeys(String name, String lease, String epoch) {}
