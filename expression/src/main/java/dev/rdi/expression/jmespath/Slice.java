package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Elements of a list from a start to before a stop, both optional, by a step other than zero: {@code [1:5:2]}. */
record Slice(@Nullable Integer start, @Nullable Integer stop, int step) implements Node {

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        if (current == Unavailable.VALUE) {
            return current;
        }
        List<?> list = Containers.list(current);
        if (list == null) {
            return null;
        }
        int size = list.size();
        int from = start == null ? step > 0 ? 0 : size - 1 : bound(start, size);
        int to = stop == null ? step > 0 ? size : -1 : bound(stop, size);
        List<@Nullable Object> result = new ArrayList<>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            result.add(list.get((int) i));
        }
        return result;
    }

    private int bound(int index, int size) {
        long at = index < 0 ? (long) size + index : index;
        int lowest = step > 0 ? 0 : -1;
        int highest = step > 0 ? size : size - 1;
        return (int) Math.max(lowest, Math.min(highest, at));
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
