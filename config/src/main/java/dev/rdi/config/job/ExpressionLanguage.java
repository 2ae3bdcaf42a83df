package dev.rdi.config.job;

/**
 * The languages of expressions.
 *
 * <p>Immutable.
 */
public enum ExpressionLanguage {
    JMESPATH,
    SQL
}
