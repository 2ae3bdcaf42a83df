package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node applied to each element of a list, or to each value of a map, null results left out: {@code a[*].b},
 * {@code a.*.b}, {@code a[?c].b}.
 *
 * @param condition keeps the elements for which it is true; all if it is absent
 */
record Projection(Node source, boolean ofMap, @Nullable Node condition, Node each) implements Node {

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        Object base = source.evaluate(current, evaluation);
        if (base == Unavailable.VALUE) {
            return base;
        }
        Iterable<?> elements = ofMap ? values(base) : Containers.list(base);
        return elements == null ? null : collect(elements, evaluation);
    }

    private Object collect(Iterable<?> elements, Evaluation evaluation) {
        List<@Nullable Object> results = new ArrayList<>();
        for (Object element : elements) {
            if (condition != null) {
                Object kept = condition.evaluate(element, evaluation);
                if (kept == Unavailable.VALUE) {
                    return kept;
                }
                if (Truth.isFalse(kept)) {
                    continue;
                }
            }
            Object result = each.evaluate(element, evaluation);
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }

    private static @Nullable Iterable<?> values(@Nullable Object base) {
        Map<?, ?> map = Containers.map(base);
        return map == null ? null : map.values();
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        Node.consume(source, current, reads);
        if (condition != null) {
            Node.consume(condition, null, reads);
        }
        Node.consume(each, null, reads);
        return null;
    }

    @Override
    public boolean isVolatile() {
        return source.isVolatile() || each.isVolatile() || (condition != null && condition.isVolatile());
    }

    @Override
    public boolean isConstant() {
        return source.isConstant() && !isVolatile();
    }
}
