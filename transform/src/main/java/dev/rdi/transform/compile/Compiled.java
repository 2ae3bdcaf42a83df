package dev.rdi.transform.compile;

import dev.rdi.config.job.CacheConfig;
import dev.rdi.config.job.ExpressionLanguage;
import dev.rdi.config.schema.ExpressionText;
import dev.rdi.expression.Expression;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.jmespath.Jmespath;
import dev.rdi.expression.sql.Sql;
import dev.rdi.transform.step.CachedExpression;

/** Compiles expressions. Stateless. */
final class Compiled {

    private Compiled() {}

    static Expression expression(ExpressionLanguage language, String text) throws InvalidExpressionException {
        return switch (language) {
            case JMESPATH -> Jmespath.compile(text);
            case SQL -> Sql.compile(text);
        };
    }

    /** An expression that was checked before. */
    static Expression checked(ExpressionLanguage language, ExpressionText text) {
        try {
            return expression(language, text.text());
        } catch (InvalidExpressionException e) {
            throw new IllegalArgumentException(e.what(), e);
        }
    }

    /** An expression that was checked before, with its cache where it has one. */
    static Expression checked(ExpressionLanguage language, ExpressionText text, CacheConfig cache) {
        return cached(checked(language, text), cache);
    }

    static Expression cached(Expression expression, CacheConfig cache) {
        return cache.enabled() ? CachedExpression.of(expression, cache.maxSize(), cache.ttl()) : expression;
    }
}
