package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code hash}. Stateless. */
final class HashBody implements Body {

    private static final String DEFAULT = "sha1";

    @Override
    public void prepare(List<Argument> arguments) throws InvalidExpressionException {
        if (arguments.size() > 1
                && arguments.get(1).node() instanceof Literal literal
                && literal.value() instanceof String name
                && !Hashes.names().contains(name)) {
            String fix = Nearest.to(name, Hashes.names())
                    .map(nearest -> "did you mean '" + nearest + "'?")
                    .orElse("use one of " + String.join(", ", Hashes.names()));
            throw new InvalidExpressionException(
                    "there is no hash function '" + name + "'",
                    fix,
                    arguments.get(1).offset());
        }
    }

    @Override
    public Object apply(@Nullable Object[] arguments, Evaluation evaluation) {
        String name = arguments.length == 1 ? DEFAULT : TextFunctions.text(arguments[1]);
        if (!Hashes.names().contains(name)) {
            throw Failures.argument("hash", 2, "hash_name", "is the name of no hash function");
        }
        return Hashes.hex(name, Values.text(arguments[0]));
    }
}
