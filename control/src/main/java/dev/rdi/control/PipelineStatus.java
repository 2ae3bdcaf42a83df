package dev.rdi.control;

import java.util.Locale;

/**
 * What a pipeline is doing, in the words of the API.
 *
 * <p>Immutable.
 */
public enum PipelineStatus {
    STARTED,
    STOPPED,
    /** It can't do its work; the errors say why. It goes on by itself if the cause passes. */
    ERROR,
    CREATING,
    UPDATING,
    DELETING,
    STARTING,
    STOPPING,
    /** The tables are read anew. */
    RESETTING,
    PENDING,
    /** Nobody tells: no server works for it. */
    UNKNOWN;

    /** As the API and the RDI database write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #text} wrote; {@link #UNKNOWN} for anything else. */
    public static PipelineStatus of(String text) {
        for (PipelineStatus status : values()) {
            if (status.text().equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** Whether it stays so until somebody changes something. */
    public boolean isSettled() {
        return this == STARTED || this == STOPPED || this == ERROR;
    }
}
