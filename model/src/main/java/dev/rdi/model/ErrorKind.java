package dev.rdi.model;

/**
 * The four kinds of failure; the kind decides what becomes of the record and of the pipeline.
 *
 * <p>Immutable.
 */
public enum ErrorKind {
    /** The user wrote something wrong: nothing is deployed or started. */
    CONFIG,
    /** One record can't be processed: it is rejected, the pipeline runs on. */
    RECORD,
    /** It will pass: the record is kept, work is tried again with back-off, the pipeline is degraded meanwhile. */
    TRANSIENT,
    /** A person must act: nothing is acknowledged, the pipeline stops and says why. */
    FATAL
}
