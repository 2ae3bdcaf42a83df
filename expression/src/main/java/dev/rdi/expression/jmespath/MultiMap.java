package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map that is made of several results: <code>{a: b, "c": d}</code>. */
record MultiMap(List<String> names, List<Node> values) implements Node {

    MultiMap {
        names = List.copyOf(names);
        values = List.copyOf(values);
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        if (current == null || current == Unavailable.VALUE) {
            return current;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i).evaluate(current, evaluation));
        }
        return map;
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        // It is null where the current value is; the record never is.
        if (current != null && !current.equals(FieldPath.RECORD)) {
            reads.add(current);
        }
        for (Node value : values) {
            Node.consume(value, current, reads);
        }
        return null;
    }

    @Override
    public boolean isVolatile() {
        return Node.anyVolatile(values);
    }
}
