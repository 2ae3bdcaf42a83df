package dev.rdi.expression.jmespath;

import static dev.rdi.expression.jmespath.FunctionBuilder.builtIn;
import static dev.rdi.expression.jmespath.FunctionBuilder.custom;

import dev.rdi.expression.Values;
import dev.rdi.expression.jmespath.Function.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of objects. A record's names and values come in the order of its columns. Stateless. */
final class ObjectFunctions {

    private static final String CITY = "{\"name\": \"Rome\", \"since\": null}";
    private static final String ENTRIES = "[{\"key\":\"name\",\"value\":\"Rome\"},{\"key\":\"since\",\"value\":null}]";

    private ObjectFunctions() {}

    static List<Function> all() {
        return List.of(
                builtIn("keys")
                        .takes("object", Kind.OBJECT)
                        .means("The names in the object, in its order")
                        .example("keys(@)", CITY, "[\"name\",\"since\"]")
                        .computes(arguments ->
                                new ArrayList<Object>(map(arguments[0]).keySet())),
                builtIn("values")
                        .takes("object", Kind.OBJECT)
                        .means("The values in the object, in its order")
                        .example("values(@)", CITY, "[\"Rome\",null]")
                        .computes(arguments -> new ArrayList<@Nullable Object>(
                                map(arguments[0]).values())),
                builtIn("merge")
                        .takes("object", Kind.OBJECT)
                        .with(Trait.REPEATS)
                        .means("One object out of several; where they share a name, the last one counts")
                        .example("merge(a, b)", "{\"a\": {\"x\": 1}, \"b\": {\"x\": 2}}", "{\"x\":2}")
                        .computes(ObjectFunctions::merge),
                custom("to_entries")
                        .takes("object", Kind.OBJECT)
                        .with(Trait.NULL_FIRST)
                        .means("An array with an object of `key` and `value` for each name in the object")
                        .example("to_entries(@)", CITY, ENTRIES)
                        .computes(arguments -> toEntries(map(arguments[0]))),
                custom("from_entries")
                        .takes("entries", Kind.ARRAY)
                        .with(Trait.NULL_FIRST)
                        .means("An object out of an array of objects with `key` and `value`")
                        .example(
                                "from_entries(entries)",
                                "{\"entries\": " + ENTRIES + "}",
                                "{\"name\":\"Rome\",\"since\":null}")
                        .computes(arguments -> fromEntries(ListFunctions.list(arguments[0]))),
                custom("filter_entries")
                        .takes("object", Kind.OBJECT)
                        .takes("predicate", Kind.STRING)
                        .with(Trait.NULL_FIRST)
                        .means("The object with only those entries for which the predicate, an expression over `key`"
                                + " and `value`, is true")
                        .example("filter_entries(@, `key == 'name'`)", CITY, "{\"name\":\"Rome\"}")
                        .madeBy(FilterEntries::new));
    }

    private static Object merge(@Nullable Object[] arguments) {
        Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
        for (Object argument : arguments) {
            merged.putAll(map(argument));
        }
        return merged;
    }

    private static Object toEntries(Map<?, ?> object) {
        List<@Nullable Object> entries = new ArrayList<>(object.size());
        object.forEach((name, value) -> entries.add(entry(name, value)));
        return entries;
    }

    static Map<String, @Nullable Object> entry(Object name, @Nullable Object value) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("key", name);
        entry.put("value", value);
        return entry;
    }

    private static Object fromEntries(List<?> entries) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Object element : entries) {
            Map<?, ?> entry = Containers.map(element);
            if (entry == null) {
                throw noEntry("found " + Kind.of(element).words());
            }
            if (!(Values.decoded(entry.get("key")) instanceof String name)) {
                throw noEntry(
                        "found one whose 'key' is " + Kind.of(entry.get("key")).words());
            }
            object.put(name, entry.get("value"));
        }
        return object;
    }

    private static RuntimeException noEntry(String found) {
        return Failures.argument(
                "from_entries", 1, "entries", "must hold objects with a string 'key' and a 'value', " + found);
    }

    /** An argument whose type was checked. */
    static Map<?, ?> map(@Nullable Object argument) {
        return argument instanceof Map<?, ?> map ? map : Map.of();
    }
}
