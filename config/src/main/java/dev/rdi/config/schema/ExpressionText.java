package dev.rdi.config.schema;

/**
 * An expression as it is written in a file, and where.
 *
 * <p>A <code>${NAME}</code> in it is no reference. Immutable.
 *
 * @param path where in the document, such as {@code transform[0].with.expression}
 */
public record ExpressionText(String text, String path) {
    /** An expression that isn't written. */
    public static final ExpressionText NONE = new ExpressionText("", "");
}
