package dev.rdi.collector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Recognises what Debezium writes in place of a large value that PostgreSQL didn't send because it didn't change.
 *
 * <p>Immutable.
 */
final class Unavailable {

    private static final String DEFAULT = "__debezium_unavailable_value";
    private static final String HEX = "hex:";

    private final byte[] bytes;
    private final String text;
    private final String jsonOfMap;
    private final String uuid;

    private Unavailable(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.UTF_8);
        this.jsonOfMap = "{\"" + text + "\":\"" + text + "\"}";
        this.uuid = UUID.nameUUIDFromBytes(bytes).toString();
    }

    /** For the configured placeholder, Debezium's own if there is none. */
    static Unavailable of(Map<String, String> advanced) {
        String configured = advanced.getOrDefault("unavailable.value.placeholder", DEFAULT);
        return new Unavailable(
                configured.startsWith(HEX)
                        ? java.util.HexFormat.of().parseHex(configured.substring(HEX.length()))
                        : configured.getBytes(StandardCharsets.UTF_8));
    }

    boolean is(String value) {
        return value.equals(text) || value.equals(jsonOfMap);
    }

    boolean is(byte[] value) {
        return Arrays.equals(value, bytes);
    }

    boolean is(Map<?, ?> value) {
        return value.size() == 1 && text.equals(value.get(text));
    }

    /** An array stands for an unavailable one if it is the placeholder alone, or, as numbers, its bytes. */
    boolean is(List<?> value) {
        if (value.isEmpty()) {
            return false;
        }
        Object first = value.get(0);
        if (value.size() == 1 && !(first instanceof Number)) {
            return text.equals(first)
                    || uuid.equals(first)
                    || (first instanceof byte[] array && is(array))
                    || (first instanceof java.nio.ByteBuffer buffer && is(ValueText.bytes(buffer)));
        }
        return first instanceof Number && value.size() == bytes.length && isBytes(value);
    }

    private boolean isBytes(List<?> value) {
        for (int i = 0; i < bytes.length; i++) {
            if (!(value.get(i) instanceof Number number) || number.longValue() != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
