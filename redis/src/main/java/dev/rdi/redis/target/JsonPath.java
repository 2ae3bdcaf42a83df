package dev.rdi.redis.target;

import java.nio.charset.StandardCharsets;

/** Paths into JSON documents as RedisJSON reads them. Stateless. */
final class JsonPath {

    static final String ROOT = "$";

    private JsonPath() {}

    /** Every name in brackets and quotes, so that dots, blanks, brackets and everything else are literal (R28). */
    static String of(byte[][] names) {
        StringBuilder path = new StringBuilder(ROOT);
        for (byte[] name : names) {
            String text = new String(name, StandardCharsets.UTF_8);
            path.append("[\"")
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"]");
        }
        return path.toString();
    }
}
