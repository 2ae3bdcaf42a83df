package dev.rdi.expression.sql;

import java.util.List;

/** Reads the arguments of calls. Stateless. */
final class Calls {

    private Calls() {}

    /** The number of arguments behind an opening parenthesis; {@code count(*)} has none. */
    static int arguments(List<Token> tokens, int opening) {
        int close = closing(tokens, opening);
        if (close == opening + 1
                || (close == opening + 2 && tokens.get(opening + 1).is("*"))) {
            return 0;
        }
        return indexOf(tokens, opening, close) + 1;
    }

    /** How many arguments of a call stand before a token. */
    static int indexOf(List<Token> tokens, int opening, int at) {
        int commas = 0;
        int depth = 0;
        for (int i = opening; i < at; i++) {
            depth += change(tokens.get(i));
            commas += depth == 1 && tokens.get(i).is(",") ? 1 : 0;
        }
        return commas;
    }

    /** The opening parenthesis of the call that a token stands in. */
    static int opening(List<Token> tokens, int at) {
        int depth = 0;
        for (int i = at - 1; i >= 0; i--) {
            depth += change(tokens.get(i));
            if (depth == 1) {
                return i;
            }
        }
        return -1;
    }

    private static int closing(List<Token> tokens, int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size(); i++) {
            depth += change(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private static int change(Token token) {
        if (token.is("(")) {
            return 1;
        }
        return token.is(")") ? -1 : 0;
    }
}
