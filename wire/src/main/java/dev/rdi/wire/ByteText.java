package dev.rdi.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 text that grows.
 *
 * <p>Reusable; confined to one thread.
 */
final class ByteText {

    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    void add(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    void add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, size);
    }

    /** Looks at the bytes of a text between two places. */
    interface Test {
        boolean test(byte[] bytes, int from, int to);
    }

    /** Whether what begins at a place passes a test. */
    boolean isFrom(int from, Test test) {
        return test.test(bytes, from, size);
    }

    /** Adds the content of a JSON text with its escapes resolved. */
    void addUnescaped(byte[] json, int from, int to) {
        reserve(to - from);
        int at = from;
        while (at < to) {
            byte c = json[at++];
            if (c != '\\') {
                bytes[size++] = c;
                continue;
            }
            byte escape = json[at++];
            switch (escape) {
                case 'b' -> bytes[size++] = '\b';
                case 'f' -> bytes[size++] = '\f';
                case 'n' -> bytes[size++] = '\n';
                case 'r' -> bytes[size++] = '\r';
                case 't' -> bytes[size++] = '\t';
                case '"', '\\', '/' -> bytes[size++] = escape;
                case 'u' -> at = unicode(json, at, to);
                default -> throw new MalformedEntryException("an unknown escape in a text of the JSON");
            }
        }
    }

    private int unicode(byte[] json, int at, int to) {
        int first = hex(json, at, to);
        int behind = at + 4;
        int character = first;
        if (first >= 0xd800 && first < 0xe000) {
            boolean pair = first < 0xdc00 && behind + 6 <= to && json[behind] == '\\' && json[behind + 1] == 'u';
            int second = pair ? hex(json, behind + 2, to) : 0;
            if (second >= 0xdc00 && second < 0xe000) {
                character = Character.toCodePoint((char) first, (char) second);
                behind += 6;
            } else {
                character = 0xfffd;
            }
        }
        addCharacter(character);
        return behind;
    }

    private void addCharacter(int character) {
        if (character < 0x80) {
            bytes[size++] = (byte) character;
        } else if (character < 0x800) {
            bytes[size++] = (byte) (0xc0 | (character >> 6));
            bytes[size++] = (byte) (0x80 | (character & 0x3f));
        } else if (character < 0x10000) {
            bytes[size++] = (byte) (0xe0 | (character >> 12));
            bytes[size++] = (byte) (0x80 | ((character >> 6) & 0x3f));
            bytes[size++] = (byte) (0x80 | (character & 0x3f));
        } else {
            bytes[size++] = (byte) (0xf0 | (character >> 18));
            bytes[size++] = (byte) (0x80 | ((character >> 12) & 0x3f));
            bytes[size++] = (byte) (0x80 | ((character >> 6) & 0x3f));
            bytes[size++] = (byte) (0x80 | (character & 0x3f));
        }
    }

    private static int hex(byte[] json, int at, int to) {
        int number = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < to ? Character.digit(json[i], 16) : -1;
            if (digit < 0) {
                throw new MalformedEntryException("an incomplete escape in a text of the JSON");
            }
            number = (number << 4) | digit;
        }
        return number;
    }

    /** Adds a JSON text, quotes included, of the content that begins at a place of this text, and drops that content. */
    void quoteFrom(int from) {
        byte[] content = Arrays.copyOfRange(bytes, from, size);
        size = from;
        add('"');
        for (byte c : content) {
            switch (c) {
                case '"' -> add("\\\"");
                case '\\' -> add("\\\\");
                case '\b' -> add("\\b");
                case '\f' -> add("\\f");
                case '\n' -> add("\\n");
                case '\r' -> add("\\r");
                case '\t' -> add("\\t");
                default -> {
                    if (c >= 0 && c < ' ') {
                        add(String.format("\\u%04x", (int) c));
                    } else {
                        add((char) (c & 0xff));
                    }
                }
            }
        }
        add('"');
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
