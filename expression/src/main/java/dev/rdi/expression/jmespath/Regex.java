package dev.rdi.expression.jmespath;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in Python's syntax and the template that replaces what it matches, both compiled.
 *
 * <p>Immutable.
 */
record Regex(String source, String replacement, Pattern pattern, ReplacementTemplate template) {

    /**
     * Compiles both.
     *
     * @throws IllegalArgumentException if one of them is wrong, a {@link PatternSyntaxException} if it is the pattern
     */
    static Regex of(String source, String replacement) {
        PythonPattern translated = PythonPattern.translate(source);
        Pattern pattern = translated.compile();
        return new Regex(
                source, replacement, pattern, ReplacementTemplate.parse(replacement, translated.groups(), pattern));
    }

    boolean isFor(String otherSource, String otherReplacement) {
        return source.equals(otherSource) && replacement.equals(otherReplacement);
    }

    /** What is wrong with a pattern or template that stands in an expression. */
    static String fault(IllegalArgumentException e) {
        if (e instanceof PatternSyntaxException syntax) {
            return "the regular expression is wrong: " + syntax.getDescription();
        }
        return "the replacement is wrong: " + e.getMessage();
    }

    /** The same without any part of the pattern or template, which may be data. */
    static String kindOfFault(IllegalArgumentException e) {
        return e instanceof PatternSyntaxException
                ? "argument 2 (pattern) is no regular expression"
                : "argument 3 (replacement) refers to a group that doesn't exist, or has a wrong escape";
    }
}
