package dev.rdi.wire;

import java.util.Optional;

/** Where a reader of a change stream finds the Avro schemas that entries refer to by a number. */
@FunctionalInterface
public interface AvroSchemas {

    /** Knows none. */
    AvroSchemas NONE = id -> Optional.empty();

    /** The text of the schema with this id, or nothing if it isn't known here. */
    Optional<String> find(long id);
}
