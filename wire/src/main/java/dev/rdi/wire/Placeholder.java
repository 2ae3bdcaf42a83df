package dev.rdi.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Recognises what Debezium writes in place of a large value that the source didn't send: the text itself, base64 of it
 * in a binary column, an object or an array of it in the others.
 *
 * <p>Immutable.
 */
final class Placeholder {

    static final String DEFAULT = "__debezium_unavailable_value";

    private final byte[] text;
    private final byte[] base64;
    private final byte[] object;
    private final List<byte[]> structures = new ArrayList<>();

    Placeholder(String placeholder) {
        this.text = utf8(placeholder);
        this.base64 = Base64.getEncoder().encode(text);
        String quoted = quoted(placeholder);
        this.object = utf8("{" + quoted + ":" + quoted + "}");
        structures.add(object);
        structures.add(utf8("[" + quoted + "]"));
        structures.add(utf8("[\"" + UUID.nameUUIDFromBytes(text) + "\"]"));
        structures.add(utf8("[\"" + new String(base64, StandardCharsets.US_ASCII) + "\"]"));
        structures.add(utf8(Arrays.toString(text).replace(" ", "")));
    }

    private static String quoted(String plain) {
        ByteText json = new ByteText();
        json.add(plain);
        json.quoteFrom(0);
        return json.toString();
    }

    private static byte[] utf8(String plain) {
        return plain.getBytes(StandardCharsets.UTF_8);
    }

    boolean isText(byte[] bytes, int from, int to) {
        return is(text, bytes, from, to) || is(object, bytes, from, to);
    }

    boolean isBase64(byte[] bytes, int from, int to) {
        return is(base64, bytes, from, to);
    }

    /** Whether compact JSON of an array or an object stands for an unavailable one. */
    boolean isStructure(byte[] bytes, int from, int to) {
        return structures.stream().anyMatch(structure -> is(structure, bytes, from, to));
    }

    private static boolean is(byte[] expected, byte[] bytes, int from, int to) {
        return to - from == expected.length && Arrays.equals(bytes, from, to, expected, 0, expected.length);
    }
}
