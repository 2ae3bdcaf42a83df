package dev.rdi.cli.context;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named connection to an API, as it stands in the file. It holds no password.
 *
 * <p>Immutable.
 *
 * @param settings by their names in the file, also those that this version doesn't know
 */
public record Context(Map<String, Object> settings) {

    static final String API_URL = "api-url";
    static final String USER = "user";
    static final String ACCOUNT_KEY = "account-key";
    static final String CACERT = "cacert";
    static final String INSECURE = "insecure";

    public static final Context EMPTY = new Context(Map.of());

    public Context {
        settings = new LinkedHashMap<>(settings);
    }

    /** A setting as text. */
    Optional<String> text(String name) {
        return Optional.ofNullable(settings.get(name)).map(Object::toString).filter(text -> !text.isBlank());
    }

    boolean insecure() {
        return text(INSECURE).filter(Flags::isTrue).isPresent();
    }

    /** The same with another value of a setting; null removes it. */
    Context with(String name, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(settings);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Context(changed);
    }
}
