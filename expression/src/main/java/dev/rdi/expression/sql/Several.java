package dev.rdi.expression.sql;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expressions over one record, of which SQLite evaluates as many as it can in one statement.
 *
 * <p>Immutable.
 */
final class Several {

    private final List<String> names;
    private final List<Expression> expressions;
    /** For each expression its column in the joined statement, or -1. */
    private final int[] joined;

    private final Query query;

    /** Joins expressions; {@code names} say which one failed. */
    Several(List<String> names, List<Expression> expressions) {
        this.names = List.copyOf(names);
        this.expressions = List.copyOf(expressions);
        this.joined = new int[expressions.size()];
        List<Template> templates = new ArrayList<>();
        for (int i = 0; i < joined.length; i++) {
            boolean joins = expressions.get(i) instanceof SqlExpression sql
                    && sql.template().joins();
            joined[i] = joins ? templates.size() : -1;
            if (joins) {
                templates.add(((SqlExpression) expressions.get(i)).template());
            }
        }
        this.query = Template.joined(templates);
    }

    @Nullable
    Object[] evaluate(Map<String, ?> record, Evaluation evaluation) {
        @Nullable Object[] row = query.columns() > 1 ? row(record, evaluation) : null;
        @Nullable Object[] results = new @Nullable Object[joined.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = row != null && joined[i] >= 0 ? row[joined[i]] : alone(i, record, evaluation);
        }
        return results;
    }

    /** The joined statement's row; null if the expressions have to be evaluated one by one. */
    private @Nullable Object @Nullable [] row(Map<String, ?> record, Evaluation evaluation) {
        @Nullable Object[] values = query.values(record, evaluation);
        if (values == null) {
            return null; // one of them is unavailable, perhaps not all
        }
        try {
            return Sqlite.ofThread().evaluate(query, values);
        } catch (ExpressionFailedException e) {
            return null; // to find out which
        }
    }

    private @Nullable Object alone(int index, Map<String, ?> record, Evaluation evaluation) {
        try {
            return expressions.get(index).evaluate(record, evaluation);
        } catch (ExpressionFailedException e) {
            throw new ExpressionFailedException(names.get(index) + ": " + e.reason());
        }
    }

    Set<FieldPath> reads() {
        Set<FieldPath> paths = new LinkedHashSet<>();
        expressions.forEach(expression -> paths.addAll(expression.reads()));
        return Set.copyOf(paths);
    }

    boolean isVolatile() {
        return expressions.stream().anyMatch(Expression::isVolatile);
    }
}
