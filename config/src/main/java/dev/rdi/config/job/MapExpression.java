package dev.rdi.config.job;

import dev.rdi.config.schema.ByShape;
import dev.rdi.config.schema.ExpressionText;
import dev.rdi.config.schema.Property;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a map builds: one expression that gives the row, or one for each of its fields.
 *
 * <p>One of the two is there. Immutable.
 */
@ByShape
public record MapExpression(
        @Property(value = "An expression that gives the new row.", example = "{id: order_id}")
        Optional<ExpressionText> text,

        @Property("The fields of the new row, each with an expression.")
        Map<String, ExpressionText> fields) {

    public MapExpression {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
