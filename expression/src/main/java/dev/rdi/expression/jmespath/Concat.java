package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code concat([a, 'b'])} without the list between: the commonest call, since keys are made with it.
 *
 * <p>Immutable.
 */
final class Concat implements Node {

    private final MultiList list;
    private final List<Node> parts;

    Concat(MultiList list) {
        this.list = list;
        this.parts = merged(list.elements());
    }

    /** Neighbouring literals as one. */
    private static List<Node> merged(List<Node> elements) {
        List<Node> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Node element : elements) {
            if (element instanceof Literal literal) {
                Texts.append(literal.value(), text);
            } else {
                addText(text, parts);
                parts.add(element);
            }
        }
        addText(text, parts);
        return List.copyOf(parts);
    }

    private static void addText(StringBuilder text, List<Node> parts) {
        if (text.length() > 0) {
            parts.add(new Literal(text.toString()));
            text.setLength(0);
        }
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        if (current == null || current == Unavailable.VALUE) {
            return current;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Object value = parts.get(i).evaluate(current, evaluation);
            if (value == Unavailable.VALUE || Containers.holdsUnavailable(value)) {
                return Unavailable.VALUE;
            }
            Texts.append(value, text);
        }
        return text.toString();
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        return list.trace(current, reads);
    }

    @Override
    public boolean isVolatile() {
        return list.isVolatile();
    }
}
