package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list whose elements that are lists are replaced by their elements, one level deep: {@code a[]}. */
record Flatten(Node source) implements Node {

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        Object base = source.evaluate(current, evaluation);
        if (base == Unavailable.VALUE) {
            return base;
        }
        List<?> list = Containers.list(base);
        return list == null ? null : flat(list);
    }

    private static Object flat(List<?> list) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : list) {
            if (element == Unavailable.VALUE) {
                return element;
            }
            List<?> inner = Containers.list(element);
            if (inner == null) {
                result.add(element);
            } else {
                result.addAll(inner);
            }
        }
        return result;
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        Node.consume(source, current, reads);
        return null;
    }

    @Override
    public boolean isVolatile() {
        return source.isVolatile();
    }

    @Override
    public boolean isConstant() {
        return source.isConstant();
    }
}
