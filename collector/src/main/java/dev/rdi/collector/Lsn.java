package dev.rdi.collector;

import java.util.Locale;

/**
 * A position in PostgreSQL's write-ahead log.
 *
 * <p>Immutable. Ordered as the log is: the number is unsigned.
 *
 * @param value the position in bytes
 */
public record Lsn(long value) implements Comparable<Lsn> {

    private static final int HALF_BITS = 32;
    private static final int HEX = 16;

    /**
     * Reads PostgreSQL's notation, for example {@code 16/B374D848}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Lsn parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("not a position in the write-ahead log: " + text);
        }
        long high = Long.parseLong(text.substring(0, slash), HEX);
        long low = Long.parseLong(text.substring(slash + 1), HEX);
        return new Lsn((high << HALF_BITS) | low);
    }

    public boolean isBefore(Lsn other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%X/%X", value >>> HALF_BITS, value & 0xffff_ffffL);
    }
}
