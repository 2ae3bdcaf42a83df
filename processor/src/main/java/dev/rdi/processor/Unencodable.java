package dev.rdi.processor;

import dev.rdi.model.Rejection;
import dev.rdi.wire.UnencodableEntryException;

/** The rejection of a record whose row the collector couldn't encode. */
final class Unencodable {

    /** The code of such a record; its dead letter has no row. */
    static final String CODE = "record.unencodable";

    private Unencodable() {}

    static Rejection rejection(UnencodableEntryException entry) {
        return new Rejection(CODE, String.valueOf(entry.getMessage()), "", "collect");
    }
}
