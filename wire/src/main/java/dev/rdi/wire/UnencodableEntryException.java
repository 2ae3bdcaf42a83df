package dev.rdi.wire;

import dev.rdi.model.ChangeEvent;

/**
 * Says that an entry stands for a change whose row the collector couldn't encode. The message is the collector's reason
 * and names no value.
 */
public final class UnencodableEntryException extends MalformedEntryException {

    private static final long serialVersionUID = 1L;

    private final transient ChangeEvent event;

    UnencodableEntryException(String reason, ChangeEvent event) {
        super(reason);
        this.event = event;
    }

    /** What is known of the change: all but its rows, and without the key if that is what couldn't be encoded. */
    public ChangeEvent event() {
        return event;
    }
}
