package dev.rdi.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of an Avro value, from the first to the last. No length that stands in them is believed before there are so
 * many bytes.
 *
 * <p>Confined to one thread.
 */
final class AvroBytes {

    private final byte[] bytes;
    private int at;

    AvroBytes(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    int left() {
        return bytes.length - at;
    }

    boolean bool() {
        byte value = next();
        if (value != 0 && value != 1) {
            throw new MalformedEntryException("a boolean in the Avro of an entry is neither true nor false");
        }
        return value == 1;
    }

    int integer() {
        long value = number();
        if (value != (int) value) {
            throw new MalformedEntryException("a number in the Avro of an entry is too large");
        }
        return (int) value;
    }

    long number() {
        long raw = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte piece = next();
            raw |= (piece & 0x7fL) << shift;
            if (piece >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new MalformedEntryException("a number in the Avro of an entry is too long");
    }

    float floating() {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    double doubleFloating() {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    private long littleEndian(int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (next() & 0xffL) << (8 * i);
        }
        return value;
    }

    byte[] binary() {
        return fixed(length());
    }

    byte[] fixed(int size) {
        if (size > left()) {
            throw tooShort();
        }
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    String text() {
        int size = length();
        at += size;
        return new String(bytes, at - size, size, StandardCharsets.UTF_8);
    }

    /** How many items the next block of an array or map has; 0 at its end. */
    int block() {
        long count = number();
        if (count < 0) {
            count = -count;
            number();
        }
        if (count < 0 || count > left()) {
            throw tooShort();
        }
        return (int) count;
    }

    private int length() {
        long size = number();
        if (size < 0 || size > left()) {
            throw tooShort();
        }
        return (int) size;
    }

    private byte next() {
        if (at >= bytes.length) {
            throw tooShort();
        }
        return bytes[at++];
    }

    private static MalformedEntryException tooShort() {
        return new MalformedEntryException("the Avro of an entry ends too early");
    }
}
