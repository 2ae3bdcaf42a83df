package dev.rdi.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rdi.expression.jmespath.FunctionInfo;
import dev.rdi.expression.jmespath.Jmespath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of JMESPath expressions in the words of the API, for editors. Stateless. */
public final class ExpressionFunctions {

    private ExpressionFunctions() {}

    /** A function. */
    public record Function(String summary, List<Argument> arguments) {}

    /**
     * An argument of a function.
     *
     * @param type {@code any} where it takes several
     * @param displayText how to show it, where its name doesn't say everything
     * @param optional whether it may be left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Argument(
            String name, String type, @Nullable String displayText, boolean optional) {}

    /** All functions by name. */
    public static Map<String, Function> all() {
        Map<String, Function> functions = new LinkedHashMap<>();
        for (FunctionInfo info : Jmespath.functions()) {
            functions.put(
                    info.name(),
                    new Function(
                            info.meaning(),
                            info.arguments().stream()
                                    .map(ExpressionFunctions::argument)
                                    .toList()));
        }
        return functions;
    }

    private static Argument argument(FunctionInfo.Argument argument) {
        String display = argument.repeats() ? argument.name() + ", …" : null;
        return new Argument(argument.name(), argument.type(), display, argument.isOptional());
    }
}
