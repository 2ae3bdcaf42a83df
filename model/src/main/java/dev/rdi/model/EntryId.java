package dev.rdi.model;

/**
 * The id of a stream entry: milliseconds and a sequence number.
 *
 * <p>Immutable; ordered as Redis orders them.
 */
public record EntryId(long millis, long sequence) implements Comparable<EntryId> {

    /** Lies before every entry. */
    public static final EntryId ZERO = new EntryId(0, 0);

    /**
     * Reads {@code 1700000000000-0}.
     *
     * @throws IllegalArgumentException if the text is not an entry id
     */
    public static EntryId parse(String text) {
        int dash = text.indexOf('-');
        try {
            return dash < 0
                    ? new EntryId(Long.parseUnsignedLong(text), 0)
                    : new EntryId(
                            Long.parseUnsignedLong(text, 0, dash, 10),
                            Long.parseUnsignedLong(text, dash + 1, text.length(), 10));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a stream entry id: " + text, e);
        }
    }

    @Override
    public int compareTo(EntryId other) {
        int byMillis = Long.compareUnsigned(millis, other.millis);
        return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
    }
}
