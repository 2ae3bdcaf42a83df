package dev.rdi.transform.step;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose results are remembered by the values of the fields that it reads.
 *
 * <p>Thread-safe.
 */
public final class CachedExpression implements Expression {

    private final Expression expression;
    private final List<FieldPath> inputs;
    private final ResultCache<List<@Nullable Object>, @Nullable Object> results;

    private CachedExpression(Expression expression, int size, Duration timeToLive) {
        this.expression = expression;
        this.inputs = List.copyOf(expression.reads());
        this.results = ResultCache.of(size, timeToLive);
    }

    /** The expression with a cache in front, unless its results differ for equal fields: then as it is. */
    public static Expression of(Expression expression, int size, Duration timeToLive) {
        return expression.isVolatile() ? expression : new CachedExpression(expression, size, timeToLive);
    }

    @Override
    public @Nullable Object evaluate(Map<String, ?> record, Evaluation evaluation) {
        List<@Nullable Object> key = new ArrayList<>(inputs.size());
        for (FieldPath input : inputs) {
            key.add(value(input, record));
        }
        Optional<@Nullable Object[]> known = results.find(key);
        if (known.isPresent()) {
            return known.get()[0];
        }
        Object result = expression.evaluate(record, evaluation);
        results.keep(key, result);
        return result;
    }

    /** SQL finds a name in other case where there is none in the same; what JMESPath doesn't find is one value more. */
    private static @Nullable Object value(FieldPath path, Map<String, ?> record) {
        Object value = record;
        for (String name : path.names()) {
            value = Values.decoded(value) instanceof Map<?, ?> map ? child(map, name) : null;
        }
        return value;
    }

    private static @Nullable Object child(Map<?, ?> map, String name) {
        if (map.containsKey(name)) {
            return map.get(name);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (name.equalsIgnoreCase(String.valueOf(entry.getKey()))) {
                return entry.getValue();
            }
        }
        return null;
    }

    @Override
    public Set<FieldPath> reads() {
        return expression.reads();
    }

    @Override
    public boolean isVolatile() {
        return false;
    }
}
