package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An element of a list, a negative index counting from the end: {@code [0]}, {@code [-1]}. */
record Index(int index) implements Node {

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        if (current == Unavailable.VALUE) {
            return current;
        }
        List<?> list = Containers.list(current);
        if (list == null) {
            return null;
        }
        int at = index < 0 ? list.size() + index : index;
        return at < 0 || at >= list.size() ? null : list.get(at);
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        Node.consume(new Current(), current, reads);
        return null;
    }

    @Override
    public boolean isVolatile() {
        return false;
    }
}
