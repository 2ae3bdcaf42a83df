package dev.rdi.expression;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression.
 *
 * <p>Thread-safe. Records are never changed by an evaluation.
 */
public interface Expression {

    /**
     * Evaluates the expression for a record.
     *
     * @return a value as {@link Values} lists them. Where it is a column's value unchanged, it is that {@link
     *     ColumnValue}. {@link Unavailable#VALUE} if it depends on a value that the source did not send
     * @throws ExpressionFailedException if it can't be evaluated for this record
     */
    @Nullable
    Object evaluate(Map<String, ?> record, Evaluation evaluation);

    /**
     * The fields that the result depends on, each as the longest chain of names that is certain: {@code after.id};
     * the empty path where the whole record counts. Empty for a constant.
     */
    Set<FieldPath> reads();

    /** Whether the result depends on more than the record: on the time, or on the record's identity. */
    boolean isVolatile();
}
