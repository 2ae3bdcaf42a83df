package dev.rdi.collector;

import dev.rdi.wire.PackedRowWriter;

/** Writes a value of one column as its text. Thread-safe. */
@FunctionalInterface
interface ValueEncoder {

    /** Writes a value that is not null, or as unavailable what the source didn't send; returns which: true for a value. */
    boolean write(Object value, PackedRowWriter row);
}
