package dev.rdi.expression.sql;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression that SQLite evaluates.
 *
 * <p>Immutable.
 */
final class SqlExpression implements Expression {

    private final Template template;
    private final Query query;
    private final Set<FieldPath> reads;
    private final boolean isVolatile;

    SqlExpression(Template template) {
        this.template = template;
        this.query = template.query();
        Set<FieldPath> paths = new LinkedHashSet<>();
        template.columns().forEach(column -> paths.addAll(column.reads()));
        this.reads = Set.copyOf(paths);
        this.isVolatile = template.isVolatile();
    }

    Template template() {
        return template;
    }

    @Override
    public @Nullable Object evaluate(Map<String, ?> record, Evaluation evaluation) {
        @Nullable Object[] values = query.values(record, evaluation);
        return values == null ? Unavailable.VALUE : Sqlite.ofThread().evaluate(query, values)[0];
    }

    @Override
    public Set<FieldPath> reads() {
        return reads;
    }

    @Override
    public boolean isVolatile() {
        return isVolatile;
    }
}
