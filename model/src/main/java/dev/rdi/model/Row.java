package dev.rdi.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The values of one row: slices of the bytes that arrived, decoded only when somebody asks. SQL NULL (no value), a
 * field that is absent (not in the {@link RowType}) and one that is unavailable (the source did not send it) are three
 * different things.
 *
 * <p>Immutable as long as nobody changes the buffer.
 */
public final class Row {

    /** The length that marks SQL NULL. */
    public static final int NULL = -1;
    /** The length that marks a value that the source did not send. */
    public static final int UNAVAILABLE = -2;

    public static final Row EMPTY = new Row(RowType.EMPTY, new byte[0], new int[0], new int[0]);

    private final RowType type;
    private final byte[] buffer;
    private final int[] starts;
    private final int[] lengths;

    /**
     * Lays a row over a buffer.
     *
     * @param starts where each value begins in {@code buffer}
     * @param lengths the bytes of each value, or {@link #NULL} or {@link #UNAVAILABLE}
     */
    public Row(RowType type, byte[] buffer, int[] starts, int[] lengths) {
        this.type = type;
        this.buffer = buffer;
        this.starts = starts;
        this.lengths = lengths;
    }

    public RowType type() {
        return type;
    }

    public int size() {
        return lengths.length;
    }

    public boolean isNull(int index) {
        return lengths[index] == NULL;
    }

    public boolean isUnavailable(int index) {
        return lengths[index] == UNAVAILABLE;
    }

    /** Whether the field has a value, an empty one included. */
    public boolean hasValue(int index) {
        return lengths[index] >= 0;
    }

    /**
     * The UTF-8 text of a value, as a copy.
     *
     * @throws IllegalStateException if the field is null or unavailable
     */
    public byte[] bytes(int index) {
        requireValue(index);
        return Arrays.copyOfRange(buffer, starts[index], starts[index] + lengths[index]);
    }

    /**
     * The text of a value.
     *
     * @throws IllegalStateException if the field is null or unavailable
     */
    public String text(int index) {
        requireValue(index);
        return new String(buffer, starts[index], lengths[index], StandardCharsets.UTF_8);
    }

    /** The text of a field, or nothing if it is absent, null or unavailable. */
    public Optional<String> text(String name) {
        int index = type.indexOf(name);
        return index >= 0 && hasValue(index) ? Optional.of(text(index)) : Optional.empty();
    }

    /** The bytes of a value, 0 if it is null or unavailable. */
    public int length(int index) {
        return Math.max(0, lengths[index]);
    }

    /** Copies a value's bytes and returns the position behind them. */
    public int copyTo(int index, byte[] target, int at) {
        requireValue(index);
        System.arraycopy(buffer, starts[index], target, at, lengths[index]);
        return at + lengths[index];
    }

    private void requireValue(int index) {
        if (lengths[index] < 0) {
            throw new IllegalStateException(type.field(index).name() + " has no value");
        }
    }

    /** Names the fields, not their values: rows are data of users and stay out of logs. */
    @Override
    public String toString() {
        return "Row" + type;
    }
}
