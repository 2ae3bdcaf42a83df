package dev.rdi.expression.jmespath;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All functions by name. Immutable. */
final class Functions {

    private static final Map<String, Function> BY_NAME = byName();

    private Functions() {}

    private static Map<String, Function> byName() {
        Map<String, Function> functions = new TreeMap<>();
        Stream.of(
                        NumberFunctions.all(),
                        ListFunctions.all(),
                        ObjectFunctions.all(),
                        TextFunctions.all(),
                        FormatFunctions.all(),
                        OtherFunctions.all())
                .flatMap(List::stream)
                .forEach(function -> functions.put(function.name(), function));
        return functions;
    }

    static List<Function> all() {
        return List.copyOf(BY_NAME.values());
    }

    static @Nullable Function named(String name) {
        return BY_NAME.get(name);
    }

    /** What to write instead of a name that doesn't exist. */
    static String suggestion(String name) {
        return Nearest.to(name, BY_NAME.keySet())
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("use one of the functions of the reference");
    }
}
