package dev.rdi.config.secret;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Settings that are passed on as they are to something which knows more of them than this product does, such as a
 * Debezium connector.
 *
 * <p>Any of them may be a password, therefore the text form shows the names only. The order is that of the file.
 * Immutable.
 */
public record Settings(Map<String, String> values) {
    /** No setting at all. */
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
