package dev.rdi.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks over the bytes of a JSON text without making objects of it: callers ask for what they expect, and get places.
 * Running over the end throws {@link IndexOutOfBoundsException}, which the reader of an entry takes for a damaged one.
 *
 * <p>Reusable; confined to one thread.
 */
final class JsonBytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private byte[] bytes = EntryFormat.NOTHING;
    private int at;
    private int start;
    private int end;
    private boolean special;

    JsonBytes on(byte[] json) {
        bytes = json;
        at = 0;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    void goTo(int place) {
        at = place;
    }

    /** Where the text or number read last begins, quotes excluded. */
    int start() {
        return start;
    }

    /** The place behind the text or number read last. */
    int end() {
        return end;
    }

    /** Whether the text read last has escapes, or the number read last an exponent. */
    boolean isSpecial() {
        return special;
    }

    /** The next byte that is no white space. */
    byte peek() {
        byte next = bytes[at];
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            next = bytes[++at];
        }
        return next;
    }

    boolean skipIf(char expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char expected) {
        if (peek() != expected) {
            throw new MalformedEntryException("no " + expected + " at byte " + at + " of the JSON");
        }
        at++;
    }

    /** Passes the given bytes if they come next. */
    boolean skipIf(byte[] expected) {
        int behind = at + expected.length;
        if (behind <= bytes.length && Arrays.equals(bytes, at, behind, expected, 0, expected.length)) {
            at = behind;
            return true;
        }
        return false;
    }

    /** Whether an object or array goes on; passes the comma or the closing bracket. */
    boolean goesOn(char close) {
        if (skipIf(',')) {
            return true;
        }
        expect(close);
        return false;
    }

    /** Reads a text. */
    void text() {
        expect('"');
        start = at;
        special = false;
        int place = at;
        while (true) {
            place = plainUntil(place);
            byte found = bytes[place];
            if (found == '"') {
                end = place;
                at = place + 1;
                return;
            }
            if (found == '\\') {
                special = true;
                place += 2;
            } else {
                place++;
            }
        }
    }

    /** Eight bytes at a time: the place of the next quote or backslash, or one near the end. */
    private int plainUntil(int from) {
        int place = from;
        while (place + Long.BYTES <= bytes.length) {
            long eight = (long) LONGS.get(bytes, place);
            long quotes = eight ^ QUOTES;
            long backslashes = eight ^ BACKSLASHES;
            long found = (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes)) & HIGHS;
            if (found != 0) {
                return place + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            place += Long.BYTES;
        }
        return place;
    }

    /** Reads a number; says whether it has a fraction or an exponent. NaN and infinities count as such. */
    boolean number() {
        peek();
        start = at;
        special = false;
        boolean fraction = false;
        while (at < bytes.length) {
            byte c = bytes[at];
            if (c == '.') {
                fraction = true;
            } else if (c == 'e' || c == 'E') {
                fraction = true;
                special = true;
            } else if ((c < '0' || c > '9') && c != '-' && c != '+') {
                break;
            }
            at++;
        }
        end = at;
        if (start == end || (end == start + 1 && bytes[start] == '-')) {
            throw new MalformedEntryException("no value at byte " + start + " of the JSON");
        }
        return fraction;
    }

    /** Passes a word such as {@code null} if it comes next. */
    boolean skipIfWord(byte[] word) {
        peek();
        start = at;
        if (skipIf(word)) {
            end = at;
            return true;
        }
        return false;
    }

    /** Passes whatever value comes next. */
    void skip() {
        int depth = 0;
        do {
            byte next = peek();
            switch (next) {
                case '"' -> text();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ',', ':' -> {
                    if (depth == 0) {
                        throw new MalformedEntryException("no value at byte " + at + " of the JSON");
                    }
                    at++;
                }
                default -> word();
            }
        } while (depth > 0);
    }

    private void word() {
        int from = at;
        while (at < bytes.length && isPartOfWord(bytes[at])) {
            at++;
        }
        if (at == from) {
            throw new MalformedEntryException("no value at byte " + at + " of the JSON");
        }
    }

    /** Reads a text; its bytes, escapes resolved, as a copy. */
    byte[] unescapedText() {
        text();
        if (!special) {
            return Arrays.copyOfRange(bytes, start, end);
        }
        ByteText resolved = new ByteText();
        resolved.addUnescaped(bytes, start, end);
        return resolved.toBytes();
    }

    private static boolean isPartOfWord(byte c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '-'
                || c == '+'
                || c == '.';
    }

    boolean lastIs(byte[] expected) {
        return Arrays.equals(bytes, start, end, expected, 0, expected.length);
    }

    /** The text read last, its escapes resolved. */
    String lastText() {
        if (!special) {
            return new String(bytes, start, end - start, java.nio.charset.StandardCharsets.UTF_8);
        }
        ByteText resolved = new ByteText();
        resolved.addUnescaped(bytes, start, end);
        return resolved.toString();
    }
}
