package dev.rdi.expression.jmespath;

import org.jspecify.annotations.Nullable;

/**
 * A word or sign of an expression.
 *
 * @param text as written; of a name, number or text its content
 * @param value of a literal
 * @param offset of its first character
 */
record Token(Symbol symbol, String text, @Nullable Object value, int offset) {

    /** Kinds of tokens, with how strongly they bind what stands to their left. */
    enum Symbol {
        END(0, "the end"),
        NAME(0, "a name"),
        QUOTED_NAME(0, "a name"),
        LITERAL(0, "a literal"),
        NUMBER(0, "a number"),
        RIGHT_BRACKET(0, "']'"),
        RIGHT_PARENTHESIS(0, "')'"),
        RIGHT_BRACE(0, "'}'"),
        COMMA(0, "','"),
        COLON(0, "':'"),
        CURRENT(0, "'@'"),
        REFERENCE(0, "'&'"),
        PIPE(1, "'|'"),
        OR(2, "'||'"),
        AND(3, "'&&'"),
        EQUAL(5, "'=='"),
        NOT_EQUAL(5, "'!='"),
        LESS(5, "'<'"),
        LESS_OR_EQUAL(5, "'<='"),
        GREATER(5, "'>'"),
        GREATER_OR_EQUAL(5, "'>='"),
        FLATTEN(9, "'[]'"),
        STAR(20, "'*'"),
        FILTER(21, "'[?'"),
        DOT(40, "'.'"),
        NOT(45, "'!'"),
        LEFT_BRACE(50, "'{'"),
        LEFT_BRACKET(55, "'['"),
        LEFT_PARENTHESIS(60, "'('");

        private final int power;
        private final String words;

        Symbol(int power, String words) {
            this.power = power;
            this.words = words;
        }

        int power() {
            return power;
        }

        String words() {
            return words;
        }
    }

    String words() {
        return switch (symbol) {
            case NAME, NUMBER -> "'" + text + "'";
            case QUOTED_NAME -> '"' + text + '"';
            default -> symbol.words();
        };
    }
}
