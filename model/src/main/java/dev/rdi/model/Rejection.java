package dev.rdi.model;

/**
 * Why a record was rejected. Never holds a value of the row.
 *
 * <p>Immutable.
 *
 * @param code a stable dotted code, for example {@code record.no-key}
 * @param reason what is wrong and what to do about it, one sentence each
 * @param job whose step or write it was; empty if it reached none
 * @param stage the step inside the job, for example {@code output hash}, or {@code write} at the target
 */
public record Rejection(String code, String reason, String job, String stage) {}
