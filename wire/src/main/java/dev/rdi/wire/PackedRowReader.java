package dev.rdi.wire;

import dev.rdi.model.Row;
import dev.rdi.model.RowType;

/** Finds the values of a packed row without copying them; {@link PackedRowWriter} tells the format. */
final class PackedRowReader {

    private PackedRowReader() {}

    /**
     * Lays a row over packed bytes.
     *
     * @throws MalformedEntryException if the bytes don't hold exactly the values of the type
     */
    static Row read(RowType type, byte[] packed) {
        int[] starts = new int[type.size()];
        int[] lengths = new int[type.size()];
        int at = 0;
        for (int i = 0; i < lengths.length; i++) {
            int number = 0;
            int shift = 0;
            byte piece;
            do {
                if (at >= packed.length || shift > 28) {
                    throw new MalformedEntryException("a row ends before its value " + (i + 1));
                }
                piece = packed[at++];
                number |= (piece & 0x7f) << shift;
                shift += 7;
            } while (piece < 0);
            starts[i] = at;
            lengths[i] = length(number);
            at += Math.max(0, lengths[i]);
            if (number < 0 || at < 0 || at > packed.length) {
                throw new MalformedEntryException("value " + (i + 1) + " is longer than its row");
            }
        }
        if (at != packed.length) {
            throw new MalformedEntryException("a row has " + (packed.length - at) + " bytes behind its last value");
        }
        return new Row(type, packed, starts, lengths);
    }

    private static int length(int number) {
        return switch (number) {
            case PackedRowWriter.NULL_MARK -> Row.NULL;
            case PackedRowWriter.UNAVAILABLE_MARK -> Row.UNAVAILABLE;
            default -> number - PackedRowWriter.LENGTH_OFFSET;
        };
    }
}
