package dev.rdi.control.api.http;

/**
 * The kinds of errors that answers tell, in the words of RDI.
 *
 * <p>Immutable.
 */
public enum ErrorCode {
    /** Something in the configuration is wrong. */
    VALIDATION_ERROR,
    /** Something in a job is wrong. */
    JOB_VALIDATION_ERROR,
    /** The request isn't what the operation takes. */
    REQUEST_VALIDATION_ERROR,
    /** The source can't be captured as it is. */
    CDC_VALIDATION_ERROR,
    /** The pipeline can't do its work. */
    PIPELINE_ERROR,
    /** The pipeline hasn't been taken up yet. */
    PIPELINE_PENDING,
    /** A part of the pipeline can't do its work. */
    PIPELINE_COMPONENT_ERROR,
    /** What was asked for couldn't be done. */
    OPERATION_ERROR
}
