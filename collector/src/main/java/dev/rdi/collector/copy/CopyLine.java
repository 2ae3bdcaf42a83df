package dev.rdi.collector.copy;

/**
 * One row in the text format of {@code COPY TO}: fields between tabs, {@code \N} for null, a backslash before what would
 * be mistaken. See "File Formats" on COPY's page of PostgreSQL's manual.
 *
 * <p>Reusable; confined to one thread.
 */
public final class CopyLine {

    private static final String LETTERS = "bfnrtv";
    private static final String MEANINGS = "\b\f\n\r\t\u000b";

    private final int[] starts;
    private final int[] ends;
    private byte[] bytes = new byte[0];

    /**
     * @param fields how many each line has
     */
    public CopyLine(int fields) {
        starts = new int[fields];
        ends = new int[fields];
    }

    /**
     * Finds the fields of a line, and undoes its escapes in place.
     *
     * @param line with or without the newline at its end; changed
     * @throws IllegalArgumentException if it has another number of fields
     */
    public void read(byte[] line) {
        bytes = line;
        int length = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        int at = 0;
        for (int field = 0; field < starts.length; field++) {
            if (at > length) {
                throw new IllegalArgumentException("a row has " + field + " fields instead of " + starts.length);
            }
            at = field(field, at, length) + 1;
        }
        if (at <= length) {
            throw new IllegalArgumentException("a row has more than " + starts.length + " fields");
        }
    }

    /** Returns where the tab behind the field is, or would be. */
    private int field(int field, int from, int length) {
        int at = from;
        while (at < length && bytes[at] != '\t' && bytes[at] != '\\') {
            at++;
        }
        starts[field] = from;
        ends[field] = at;
        if (at == length || bytes[at] == '\t') {
            return at;
        }
        if (at == from && from + 1 < length && bytes[from + 1] == 'N') {
            ends[field] = -1;
            return from + 2;
        }
        return escaped(field, at, length);
    }

    private int escaped(int field, int firstEscape, int length) {
        int to = firstEscape;
        int at = firstEscape;
        while (at < length && bytes[at] != '\t') {
            byte next = bytes[at++];
            if (next == '\\' && at < length) {
                next = meaning(bytes[at++]);
            }
            bytes[to++] = next;
        }
        ends[field] = to;
        return at;
    }

    private static byte meaning(byte letter) {
        int index = LETTERS.indexOf(letter);
        return index < 0 ? letter : (byte) MEANINGS.charAt(index);
    }

    public boolean isNull(int field) {
        return ends[field] < 0;
    }

    /** The array that holds all fields. */
    byte[] bytes() {
        return bytes;
    }

    int start(int field) {
        return starts[field];
    }

    int length(int field) {
        return ends[field] - starts[field];
    }
}
