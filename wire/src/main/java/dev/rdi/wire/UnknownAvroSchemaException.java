package dev.rdi.wire;

/** Says that the Avro schema of an entry isn't known to the reader; the registry may have it. */
public final class UnknownAvroSchemaException extends MalformedEntryException {

    private static final long serialVersionUID = 1L;

    private final long id;

    UnknownAvroSchemaException(long id) {
        super("no Avro schema with the id " + id + " is known");
        this.id = id;
    }

    /** The number of the schema in its registry. */
    public long id() {
        return id;
    }
}
