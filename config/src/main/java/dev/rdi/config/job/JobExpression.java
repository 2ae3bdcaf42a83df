package dev.rdi.config.job;

/**
 * An expression of a job with its language.
 *
 * <p>Immutable.
 *
 * @param path where in the document, such as {@code transform[0].with.expression}
 */
public record JobExpression(ExpressionLanguage language, String text, String path) {}
