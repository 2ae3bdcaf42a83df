package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A field, or a chain of fields: {@code id}, {@code after.id}. */
record Path(FieldPath path) implements Node {

    static Path of(String name) {
        return new Path(new FieldPath(List.of(name)));
    }

    Path then(Path next) {
        return new Path(join(path, next.path));
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        return path.in(current);
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        return current == null ? null : join(current, path);
    }

    @Override
    public boolean isVolatile() {
        return false;
    }

    private static FieldPath join(FieldPath first, FieldPath second) {
        List<String> names = new ArrayList<>(first.names());
        names.addAll(second.names());
        return new FieldPath(names);
    }
}
