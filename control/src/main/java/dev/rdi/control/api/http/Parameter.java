package dev.rdi.control.api.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A parameter in the path or the query of a route: declared once, it is read, checked and described.
 *
 * <p>Immutable.
 *
 * @param <T> what it is for the operation
 */
public final class Parameter<T> {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private final String name;
    private final boolean inPath;
    private final String description;
    private final ObjectNode schema;
    private final Function<Optional<String>, T> reader;

    private Parameter(
            String name, boolean inPath, String description, ObjectNode schema, Function<Optional<String>, T> reader) {
        this.name = name;
        this.inPath = inPath;
        this.description = description;
        this.schema = schema;
        this.reader = reader;
    }

    private static ObjectNode schema(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** A part of the path. */
    public static Parameter<String> path(String name, String description) {
        return new Parameter<>(name, true, description, schema("string"), text -> text.orElse(""));
    }

    /** A number in the path; anything else is not found. */
    public static Parameter<Long> pathNumber(String name, String description) {
        return new Parameter<>(
                name,
                true,
                description,
                schema("integer"),
                text -> text.filter(it -> INTEGER.matcher(it).matches())
                        .map(Long::parseLong)
                        .orElseThrow(() -> ApiException.notFound(name + " is a number")));
    }

    /** A text in the query, which may be absent. */
    public static Parameter<Optional<String>> text(String name, String description) {
        return new Parameter<>(name, false, description, schema("string"), text -> text);
    }

    /** A list in the query, with commas. */
    public static Parameter<List<String>> list(String name, String description) {
        return new Parameter<>(
                name,
                false,
                description,
                schema("string"),
                text -> text.map(it -> List.of(it.split(",", -1)).stream()
                                .map(String::strip)
                                .filter(part -> !part.isEmpty())
                                .toList())
                        .orElse(List.of()));
    }

    /** Yes or no in the query. */
    public static Parameter<Boolean> flag(String name, boolean defaultValue, String description) {
        return new Parameter<>(
                name,
                false,
                description,
                schema("boolean").put("default", defaultValue),
                text -> text.filter(it -> !it.isEmpty())
                        .map(it -> flag(name, it))
                        .orElse(defaultValue));
    }

    private static boolean flag(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on", "t", "y" -> true;
            case "false", "0", "no", "off", "f", "n" -> false;
            default -> throw ApiException.invalid("query." + name, name + " must be true or false");
        };
    }

    /** A whole number in the query. */
    public static Parameter<Integer> number(String name, int defaultValue, int min, int max, String description) {
        ObjectNode schema = schema("integer")
                .put("default", defaultValue)
                .put("minimum", min)
                .put("maximum", max);
        return new Parameter<>(name, false, description, schema, text -> {
            if (text.isEmpty()) {
                return defaultValue;
            }
            long number = INTEGER.matcher(text.get()).matches() ? Long.parseLong(text.get()) : Long.MIN_VALUE;
            if (number < min || number > max) {
                throw ApiException.invalid(
                        "query." + name, name + " must be a whole number from " + min + " to " + max);
            }
            return (int) number;
        });
    }

    /** One of some words in the query. */
    public static <E extends Enum<E>> Parameter<E> choice(
            String name, Class<E> type, E defaultValue, String description) {
        ObjectNode schema = schema("string").put("default", WireName.of(defaultValue));
        WireName.all(type).forEach(schema.putArray("enum")::add);
        return new Parameter<>(name, false, description, schema, text -> {
            if (text.isEmpty()) {
                return defaultValue;
            }
            for (E constant : type.getEnumConstants()) {
                if (WireName.of(constant).equals(text.get())) {
                    return constant;
                }
            }
            throw ApiException.invalid(
                    "query." + name, name + " must be one of " + String.join(", ", WireName.all(type)));
        });
    }

    T read(Optional<String> text) {
        return reader.apply(text);
    }

    String name() {
        return name;
    }

    boolean inPath() {
        return inPath;
    }

    String description() {
        return description;
    }

    ObjectNode schema() {
        return schema.deepCopy();
    }
}
