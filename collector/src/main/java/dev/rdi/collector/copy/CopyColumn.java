package dev.rdi.collector.copy;

import dev.rdi.wire.PackedRowWriter;

/**
 * Writes a column's text, as {@code COPY} gives it in a session whose time zone is UTC, in the form in which entries have
 * it.
 *
 * <p>Thread-safe.
 */
@FunctionalInterface
public interface CopyColumn {

    /**
     * Writes one value.
     *
     * @param text holds the value, and more
     */
    void write(byte[] text, int start, int length, PackedRowWriter row);
}
