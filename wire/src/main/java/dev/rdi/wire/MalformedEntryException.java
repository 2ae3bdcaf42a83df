package dev.rdi.wire;

/** Says that a stream entry isn't one of ours, or is damaged. The message names the place and no value. */
public sealed class MalformedEntryException extends RuntimeException
        permits EntryReader.UnknownSchemaException, UnencodableEntryException, UnknownAvroSchemaException {

    private static final long serialVersionUID = 1L;

    public MalformedEntryException(String message) {
        super(message);
    }

    public MalformedEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
