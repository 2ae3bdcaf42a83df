package dev.rdi.processor;

import dev.rdi.model.Rejection;
import dev.rdi.redis.StreamEntry;
import java.util.Optional;

/**
 * How large a record may be.
 *
 * <p>Immutable.
 *
 * @param maxBytes of the names and values of an entry
 */
record RowLimit(long maxBytes) {

    /** The code of a record that is too large; its dead letter doesn't keep the row. */
    static final String TOO_LARGE = "record.too-large";

    /** Why an entry can't be processed, if it is too large. */
    Optional<Rejection> check(StreamEntry entry) {
        long size = entry.size();
        return size <= maxBytes
                ? Optional.empty()
                : Optional.of(new Rejection(
                        TOO_LARGE,
                        "the record has " + size + " bytes, and max_row_bytes is " + maxBytes
                                + "; raise it under processors in config.yaml, then change the row at the source",
                        "",
                        "read"));
    }
}
