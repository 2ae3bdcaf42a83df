package dev.rdi.config.job;

import dev.rdi.config.schema.ByShape;
import dev.rdi.config.schema.ExpressionText;
import dev.rdi.config.schema.Property;
import java.util.Optional;

/**
 * When a key expires: after a number of seconds, or after as many as an expression says.
 *
 * <p>One of the two is there. Immutable.
 */
@ByShape
public record ExpireConfig(
        @Property(value = "The number of seconds.", example = "3600", min = 1)
        Optional<Long> seconds,

        @Property("How the number of seconds is found.") Optional<Dynamic> dynamic) {

    /**
     * How the number of seconds is found.
     *
     * <p>Immutable.
     */
    public record Dynamic(
            @Property(
                    value = "Gives the number of seconds. Null means that the key doesn't expire, zero or less that it"
                            + " has expired.",
                    example = "ttl")
            ExpressionText expression,

            @Property(value = "The language of the expression.", example = "jmespath")
            ExpressionLanguage language,

            @Property("Remembers results by the values of the fields that the expression reads.")
            CacheConfig cache) {}
}
