package dev.rdi.config;

/**
 * What RDI's classic processor once did with a repeated record.
 *
 * <p>Immutable.
 */
public enum DedupStrategy {
    REJECT,
    IGNORE
}
