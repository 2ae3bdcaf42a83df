package dev.rdi.expression.jmespath;

import dev.rdi.expression.jmespath.Function.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Declares a function: parameters, meaning, example, body.
 *
 * <p>Confined to one thread.
 */
final class FunctionBuilder {

    private final String name;
    private final boolean isCustom;
    private final List<Parameter> parameters = new ArrayList<>();
    private final EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
    private int required;
    private String meaning = "";
    private String example = "";
    private String input = "{}";
    private String result = "";

    private FunctionBuilder(String name, boolean isCustom) {
        this.name = name;
        this.isCustom = isCustom;
    }

    /** One of JMESPath's. */
    static FunctionBuilder builtIn(String name) {
        return new FunctionBuilder(name, false);
    }

    /** One of RDI's. */
    static FunctionBuilder custom(String name) {
        return new FunctionBuilder(name, true);
    }

    FunctionBuilder takes(String parameter, Kind... kinds) {
        return takes(new Parameter(parameter, new LinkedHashSet<>(List.of(kinds)), Set.of()));
    }

    FunctionBuilder takesArrayOf(String parameter, Kind elements) {
        return takes(new Parameter(parameter, Set.of(Kind.ARRAY), Set.of(elements)));
    }

    private FunctionBuilder takes(Parameter parameter) {
        parameters.add(parameter);
        required++;
        return this;
    }

    /** The last parameter can be left out. */
    FunctionBuilder optional() {
        required--;
        return this;
    }

    FunctionBuilder with(Trait trait) {
        traits.add(trait);
        return this;
    }

    FunctionBuilder means(String sentence) {
        this.meaning = sentence;
        return this;
    }

    FunctionBuilder example(String expression, String record, String value) {
        this.example = expression;
        this.input = record;
        this.result = value;
        return this;
    }

    /** A body without memory. */
    Function does(Body body) {
        return madeBy(() -> body);
    }

    /** A computation of the arguments alone. */
    Function computes(Computation computation) {
        return does((arguments, evaluation) -> computation.of(arguments));
    }

    /** A body for each call. */
    Function madeBy(Supplier<Body> bodies) {
        FunctionInfo info = new FunctionInfo(name, signature(), meaning, example, input, result, isCustom, arguments());
        return new Function(info, List.copyOf(parameters), required, traits, bodies);
    }

    private List<FunctionInfo.Argument> arguments() {
        List<FunctionInfo.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            boolean repeats = traits.contains(Trait.REPEATS) && i == parameters.size() - 1;
            Parameter parameter = parameters.get(i);
            arguments.add(new FunctionInfo.Argument(parameter.name(), parameter.type(), i >= required, repeats));
        }
        return arguments;
    }

    private String signature() {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = (i == 0 ? "" : ", ") + parameters.get(i).words();
            text.append(i < required ? parameter : "[" + parameter + "]");
        }
        return text.append(traits.contains(Trait.REPEATS) ? ", …)" : ")").toString();
    }

    /** A computation that needs nothing but the arguments. */
    @FunctionalInterface
    interface Computation {
        @Nullable
        Object of(@Nullable Object[] arguments);
    }
}
