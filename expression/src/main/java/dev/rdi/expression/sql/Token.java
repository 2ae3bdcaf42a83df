package dev.rdi.expression.sql;

import java.util.Locale;

/**
 * One word of an expression's text.
 *
 * <p>Immutable.
 *
 * @param value a word as written, a quoted name or a string without its quotes, an operator
 * @param written the token as it stands in the text
 * @param offset where it begins in the text
 */
record Token(Kind kind, String value, String written, int offset) {

    enum Kind {
        /** A name without quotes, or a keyword. */
        WORD,
        /** A name in double quotes, backquotes or brackets. */
        QUOTED_NAME,
        /** A string in single quotes. */
        STRING,
        /** A number, or binary data such as {@code x'00ff'}. */
        LITERAL,
        OPERATOR
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && value.equals(operator);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The word in capital letters; empty for everything else. */
    String keyword() {
        return kind == Kind.WORD ? value.toUpperCase(Locale.ROOT) : "";
    }
}
