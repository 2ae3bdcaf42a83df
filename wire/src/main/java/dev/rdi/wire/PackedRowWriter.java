package dev.rdi.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Packs the values of a row, in the order of its type: for each a variable-length number, then the bytes of its text.
 * The number is 0 for null, 1 for unavailable, else the number of bytes plus 2.
 *
 * <p>Reusable; confined to one thread.
 */
public final class PackedRowWriter {

    static final int NULL_MARK = 0;
    static final int UNAVAILABLE_MARK = 1;
    static final int LENGTH_OFFSET = 2;

    private byte[] buffer = new byte[1024];
    private int size;

    public PackedRowWriter reset() {
        size = 0;
        return this;
    }

    public PackedRowWriter addNull() {
        addNumber(NULL_MARK);
        return this;
    }

    public PackedRowWriter addUnavailable() {
        addNumber(UNAVAILABLE_MARK);
        return this;
    }

    public PackedRowWriter add(byte[] text) {
        return add(text, 0, text.length);
    }

    /** Adds a value's text, which is a part of an array. */
    public PackedRowWriter add(byte[] bytes, int start, int length) {
        addNumber(length + LENGTH_OFFSET);
        reserve(length);
        System.arraycopy(bytes, start, buffer, size, length);
        size += length;
        return this;
    }

    /** Adds a value's text. */
    public PackedRowWriter add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a whole number in decimal notation. */
    public PackedRowWriter add(long number) {
        return add(Long.toString(number));
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    private void addNumber(int number) {
        reserve(5);
        int rest = number;
        while ((rest & ~0x7f) != 0) {
            buffer[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
