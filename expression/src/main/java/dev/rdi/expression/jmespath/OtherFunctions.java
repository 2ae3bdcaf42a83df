package dev.rdi.expression.jmespath;

import static dev.rdi.expression.jmespath.FunctionBuilder.builtIn;
import static dev.rdi.expression.jmespath.FunctionBuilder.custom;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.jmespath.Function.Trait;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of any value, of the time and of the record's identity. Stateless. */
final class OtherFunctions {

    private static final String YEAR_AGO = "{\"dt\": \"2021-10-06T18:56:16.701670+00:00\"}";

    private OtherFunctions() {}

    static List<Function> all() {
        return List.of(
                builtIn("length")
                        .takes("value", Kind.STRING, Kind.ARRAY, Kind.OBJECT)
                        .means("How many characters, elements or entries there are")
                        .example("length(name)", "{\"name\": \"Ada\"}", "3")
                        .computes(arguments -> length(arguments[0])),
                builtIn("not_null")
                        .takes("value")
                        .with(Trait.REPEATS)
                        .with(Trait.SEES_UNAVAILABLE)
                        .means("The first argument that isn't null")
                        .example("not_null(nickname, name)", "{\"nickname\": null, \"name\": \"Ada\"}", "\"Ada\"")
                        .computes(OtherFunctions::notNull),
                builtIn("type")
                        .takes("value")
                        .means("The JSON type of the value: string, number, boolean, array, object or null")
                        .example("type(name)", "{\"name\": \"Ada\"}", "\"string\"")
                        .computes(arguments -> Kind.of(arguments[0]).type()),
                timeDelta("time_delta_days", "days", Duration.ofDays(1)),
                timeDelta("time_delta_seconds", "seconds", Duration.ofSeconds(1)),
                custom("uuid")
                        .with(Trait.VOLATILE)
                        .means("A version 4 UUID, the same each time the same change is delivered")
                        .example("uuid()", "{}", "")
                        .does((arguments, evaluation) -> evaluation.nextUuid().toString()));
    }

    private static Function timeDelta(String name, String units, Duration unit) {
        return custom(name)
                .takes("dt", Kind.STRING, Kind.NUMBER)
                .with(Trait.NULL_FIRST)
                .with(Trait.VOLATILE)
                .means("How many whole " + units + " have passed since a time, ISO text or a Unix timestamp in seconds;"
                        + " negative for a time to come")
                .example(name + "(dt)", YEAR_AGO, "")
                .does((arguments, evaluation) -> since(name, arguments[0], evaluation, unit));
    }

    private static Object since(String function, @Nullable Object time, Evaluation evaluation, Duration unit) {
        return Duration.between(Times.parse(function, time), evaluation.now()).dividedBy(unit);
    }

    private static Object length(@Nullable Object value) {
        if (value instanceof String text) {
            return (long) Texts.length(text);
        }
        return (long)
                (value instanceof List<?> list
                        ? list.size()
                        : ObjectFunctions.map(value).size());
    }

    /** Behind an unavailable value nothing is certain. */
    private static @Nullable Object notNull(@Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (argument == Unavailable.VALUE || argument != null) {
                return argument;
            }
        }
        return null;
    }
}
