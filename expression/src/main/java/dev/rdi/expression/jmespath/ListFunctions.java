package dev.rdi.expression.jmespath;

import static dev.rdi.expression.jmespath.FunctionBuilder.builtIn;
import static dev.rdi.expression.jmespath.FunctionBuilder.custom;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import dev.rdi.expression.jmespath.Function.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of arrays. Stateless. */
final class ListFunctions {

    private static final String PEOPLE =
            "{\"people\": [{\"name\": \"Ada\", \"age\": 36}, {\"name\": \"Alan\", \"age\": 41}]}";

    private ListFunctions() {}

    static List<Function> all() {
        List<Function> functions = new ArrayList<>(ordering());
        functions.addAll(others());
        return functions;
    }

    private static List<Function> ordering() {
        return List.of(
                ranked("max", "The largest of numbers or texts, null if there are none", "36", Ranking::largest),
                ranked("min", "The smallest of numbers or texts, null if there are none", "17", Ranking::smallest),
                ranked("sort", "The numbers or texts in ascending order", "[17,36]", Ranking::sorted),
                rankedBy("max_by", "The element for which the expression is largest", ".name", Ranking::largest),
                rankedBy("min_by", "The element for which the expression is smallest", ".name", Ranking::smallest),
                rankedBy("sort_by", "The elements ordered by an expression", "[0].name", Ranking::sorted));
    }

    private static Function ranked(String name, String meaning, String result, Choice choice) {
        return builtIn(name)
                .takes("values", Kind.ARRAY)
                .with(Trait.READS_CONTENTS)
                .means(meaning)
                .example(name + "(ages)", "{\"ages\": [36, 17]}", result)
                .computes(arguments -> {
                    List<?> values = list(arguments[0]);
                    return choice.of(Ranking.of(name, values, values));
                });
    }

    private static Function rankedBy(String name, String meaning, String more, Choice choice) {
        return builtIn(name)
                .takes("values", Kind.ARRAY)
                .takes("key", Kind.EXPRESSION)
                .means(meaning)
                .example(name + "(people, &age)" + more, PEOPLE, name.equals("max_by") ? "\"Alan\"" : "\"Ada\"")
                .does((arguments, evaluation) -> {
                    List<?> values = list(arguments[0]);
                    List<?> keys = Ranking.keys(values, value -> apply(arguments[1], value, evaluation));
                    return keys == null ? Unavailable.VALUE : choice.of(Ranking.of(name, values, keys));
                });
    }

    private static List<Function> others() {
        return List.of(
                builtIn("join")
                        .takes("glue", Kind.STRING)
                        .takesArrayOf("texts", Kind.STRING)
                        .with(Trait.READS_CONTENTS)
                        .means("The texts one after another with the glue between them")
                        .example("join('-', parts)", "{\"parts\": [\"a\", \"b\"]}", "\"a-b\"")
                        .computes(arguments -> String.join(
                                String.valueOf(arguments[0]),
                                list(arguments[1]).stream().map(Values::text).toList())),
                builtIn("map")
                        .takes("expression", Kind.EXPRESSION)
                        .takes("values", Kind.ARRAY)
                        .means("What the expression gives for each element, nulls included")
                        .example("map(&age, people)", PEOPLE, "[36,41]")
                        .does(ListFunctions::map),
                builtIn("reverse")
                        .takes("value", Kind.ARRAY, Kind.STRING)
                        .means("The array or the text backwards")
                        .example("reverse(word)", "{\"word\": \"abc\"}", "\"cba\"")
                        .computes(arguments -> reverse(arguments[0])),
                builtIn("to_array")
                        .takes("value")
                        .means("An array as it is, everything else as the only element of one")
                        .example("to_array(tag)", "{\"tag\": \"new\"}", "[\"new\"]")
                        .computes(arguments -> toArray(arguments[0])),
                custom("in")
                        .takes("value")
                        .takes("values", Kind.ARRAY)
                        .with(Trait.NULL_FIRST)
                        .with(Trait.READS_CONTENTS)
                        .means("Whether the value is one of the array's; null for null")
                        .example("in(country, `[\"DE\", \"FR\"]`)", "{\"country\": \"FR\"}", "true")
                        .computes(arguments -> isIn(list(arguments[1]), arguments[0])));
    }

    /** Equality with one of the elements. */
    static boolean isIn(List<?> values, @Nullable Object value) {
        for (Object candidate : values) {
            if (Order.equal(candidate, value)) {
                return true;
            }
        }
        return false;
    }

    private static Object map(@Nullable Object[] arguments, Evaluation evaluation) {
        List<?> values = list(arguments[1]);
        List<@Nullable Object> results = new ArrayList<>(values.size());
        for (Object value : values) {
            results.add(apply(arguments[0], value, evaluation));
        }
        return results;
    }

    private static Object reverse(@Nullable Object value) {
        if (value instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        List<@Nullable Object> reversed = new ArrayList<>(list(value));
        Collections.reverse(reversed);
        return reversed;
    }

    private static @Nullable Object toArray(@Nullable Object value) {
        List<?> list = Containers.list(value);
        return list == null ? Collections.singletonList(value) : list;
    }

    private static @Nullable Object apply(@Nullable Object expression, @Nullable Object value, Evaluation evaluation) {
        return expression instanceof Node node ? node.evaluate(value, evaluation) : null;
    }

    /** An argument whose type was checked. */
    static List<?> list(@Nullable Object argument) {
        return argument instanceof List<?> list ? list : List.of();
    }

    /** What is wanted of ranked elements. */
    @FunctionalInterface
    private interface Choice {
        @Nullable
        Object of(Ranking ranking);
    }
}
