package dev.rdi.redis;

import java.time.Duration;

/**
 * How the streams of a pipeline are found that something else writes.
 *
 * <p>Immutable.
 *
 * @param pattern of their keys, as Redis understands it
 * @param busyInterval between two looks for new streams while there is work
 * @param idleInterval the same while there is none
 */
public record ExternalStreams(String pattern, Duration busyInterval, Duration idleInterval) {}
