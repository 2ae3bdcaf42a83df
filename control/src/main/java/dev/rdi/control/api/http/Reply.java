package dev.rdi.control.api.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param body written as JSON; null for none, {@link Resource} for what isn't JSON
 * @param headers beside those that every answer has
 */
public record Reply(int status, @Nullable Object body, Map<String, String> headers) {

    /**
     * A body that isn't JSON.
     *
     * @param type its content type
     */
    public record Resource(String type, byte[] bytes) {}

    public static Reply ok(Object body) {
        return new Reply(200, body, Map.of());
    }

    public static Reply created(Object body) {
        return new Reply(201, body, Map.of());
    }

    public static Reply noContent() {
        return new Reply(204, null, Map.of());
    }

    public static Reply redirect(String path) {
        return new Reply(307, null, Map.of("Location", path));
    }

    /** This answer with one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, body, more);
    }
}
