package dev.rdi.expression.sql;

import dev.rdi.expression.Constant;
import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.InvalidExpressionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles expressions of SQLite's SQL. SQLite evaluates them; a bare column keeps its value untouched, and what reads
 * no column is evaluated once, here.
 *
 * <p>Compiled expressions are thread-safe: each thread has an SQLite of its own, in memory, with the statements that it
 * used last.
 */
public final class Sql {

    private Sql() {}

    /**
     * Compiles an expression.
     *
     * @throws InvalidExpressionException if it isn't one expression that SQLite accepts
     * @throws dev.rdi.model.RdiException if SQLite's native library can't be loaded
     */
    public static Expression compile(String text) throws InvalidExpressionException {
        Sqlite sqlite = Sqlite.ofThread();
        Reading reading = Reader.read(text, sqlite.functions());
        Optional<Column> column = reading.bareColumn();
        if (column.isPresent()) {
            return column.get();
        }
        SqlExpression expression = new SqlExpression(Resolver.resolve(reading, sqlite));
        return expression.reads().isEmpty() && !expression.isVolatile() ? constant(expression) : expression;
    }

    private static Expression constant(SqlExpression expression) throws InvalidExpressionException {
        try {
            return new Constant(expression.evaluate(Map.of(), new Evaluation("", Instant.EPOCH)));
        } catch (ExpressionFailedException e) {
            throw new InvalidExpressionException("it fails for every record: " + e.reason(), "correct its values", 0);
        }
    }

    /**
     * Compiles named expressions into one whose value is a map of theirs, in order. They are evaluated in one go.
     *
     * @throws InvalidExpressionException for the first one that is wrong; its offset counts in that one's text
     */
    public static Expression compileMap(Map<String, String> named) throws InvalidExpressionException {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : named.entrySet()) {
            expressions.put(entry.getKey(), compile(entry.getValue()));
        }
        return mapOf(expressions);
    }

    /** Joins compiled expressions, of any language, into one whose value is a map of theirs, in order. */
    public static Expression mapOf(Map<String, Expression> named) {
        List<String> names = List.copyOf(named.keySet());
        return new SeveralAs(new Several(names, List.copyOf(named.values())), values -> map(names, values));
    }

    private static Map<String, @Nullable Object> map(List<String> names, @Nullable Object[] values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(names.get(i), values[i]);
        }
        return map;
    }

    /**
     * Joins compiled expressions, of any language, into one whose value is a list of theirs. Evaluating several
     * expressions of a step like this costs much less than one by one. None of them sees another's result.
     */
    public static Expression listOf(List<Expression> expressions) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= expressions.size(); i++) {
            names.add("expression " + i);
        }
        return new SeveralAs(
                new Several(names, expressions), values -> Collections.unmodifiableList(Arrays.asList(values)));
    }
}
