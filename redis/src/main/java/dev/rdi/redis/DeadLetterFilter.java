package dev.rdi.redis;

import java.time.Instant;

/**
 * Which dead letters are meant. An empty text matches all.
 *
 * <p>Immutable.
 *
 * @param code the whole code
 * @param opcode one letter
 * @param job the whole name
 * @param key some part of the JSON text of the key
 * @param from the first moment of rejection
 * @param to the moment before which they were rejected
 */
public record DeadLetterFilter(String code, String opcode, String job, String key, Instant from, Instant to) {

    public static final DeadLetterFilter ALL = new DeadLetterFilter("", "", "", "", Instant.MIN, Instant.MAX);

    public DeadLetterFilter withCode(String newCode) {
        return new DeadLetterFilter(newCode, opcode, job, key, from, to);
    }

    public DeadLetterFilter withOpcode(String newOpcode) {
        return new DeadLetterFilter(code, newOpcode, job, key, from, to);
    }

    public DeadLetterFilter withJob(String newJob) {
        return new DeadLetterFilter(code, opcode, newJob, key, from, to);
    }

    public DeadLetterFilter withKey(String part) {
        return new DeadLetterFilter(code, opcode, job, part, from, to);
    }

    public DeadLetterFilter between(Instant newFrom, Instant newTo) {
        return new DeadLetterFilter(code, opcode, job, key, newFrom, newTo);
    }

    boolean matches(DeadLetterRecord letter) {
        return (code.isEmpty() || code.equals(letter.code()))
                && (opcode.isEmpty() || opcode.equals(letter.opcode()))
                && (job.isEmpty() || job.equals(letter.job()))
                && letter.key().contains(key)
                && !letter.time().isBefore(from)
                && letter.time().isBefore(to);
    }
}
