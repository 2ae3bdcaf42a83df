package dev.rdi.cli.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides what may be a secret in a configuration, for places where it doesn't belong: screens, packages for support.
 * References such as {@code ${NAME}} stay.
 *
 * <p>Stateless.
 */
public final class SecretWords {
    /** What stands for a value that is hidden. */
    public static final String MASK = "********";

    private static final Pattern SECRET = Pattern.compile(
            "(?i)(.*[_.-])?(password|passphrase|secret|secretid|token|key|credentials?|connection_string|url|uri|user:?pass)");
    private static final Pattern HARMLESS_KEY = Pattern.compile("(?i)(.*[_.-])?(nesting_key|parent_key|child_key)");
    private static final Pattern REFERENCE = Pattern.compile("(\\$\\{[^}]*\\})*");
    private static final Pattern IN_URL = Pattern.compile("(://)[^/@\\s]*@");
    private static final List<String> SECTIONS = List.of("sources", "targets", "secret-providers", "metadata");

    private SecretWords() {}

    /** A configuration without what may be a secret. */
    public static Map<String, @Nullable Object> hidden(Map<?, ?> document) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        document.forEach((name, value) ->
                result.put(String.valueOf(name), SECTIONS.contains(name) ? hidden(value) : inUrls(value)));
        return result;
    }

    /** Whether the value under a name may be a secret. */
    static boolean isSecret(String name, @Nullable Object value) {
        return SECRET.matcher(name).matches()
                && !HARMLESS_KEY.matcher(name).matches()
                && value != null
                && !(value instanceof Map)
                && !(value instanceof List)
                && !REFERENCE.matcher(value.toString()).matches();
    }

    private static @Nullable Object hidden(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            map.forEach((name, child) ->
                    result.put(String.valueOf(name), isSecret(String.valueOf(name), child) ? MASK : hidden(child)));
            return result;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> result = new ArrayList<>();
            list.forEach(item -> result.add(hidden(item)));
            return result;
        }
        return inUrls(value);
    }

    /** A URL may hold a password anywhere. */
    private static @Nullable Object inUrls(@Nullable Object value) {
        return value instanceof String text ? IN_URL.matcher(text).replaceAll("$1" + MASK + "@") : value;
    }
}
