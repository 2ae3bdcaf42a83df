package dev.rdi.expression.sql;

import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the text of an expression into tokens as SQLite does. Comments and white space are left out.
 *
 * <p>Confined to one thread.
 */
final class Lexer {

    /** Longer ones first. */
    private static final List<String> OPERATORS = List.of("->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "==");

    private static final String SINGLE_OPERATORS = "+-*/%&|~<>=(),.;";
    private static final String PARAMETERS = "?:@$#";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) throws InvalidExpressionException {
        Lexer lexer = new Lexer(text);
        while (lexer.skipSpace()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    /** Skips white space and comments; false at the end of the text. */
    private boolean skipSpace() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\ufeff') {
                at++;
            } else if (text.startsWith("--", at)) {
                at = orEnd(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private int orEnd(int index) {
        return index < 0 ? text.length() : index;
    }

    private void next() throws InvalidExpressionException {
        char c = text.charAt(at);
        if (c == '\'') {
            quoted(Kind.STRING, '\'');
        } else if (c == '"' || c == '`') {
            quoted(Kind.QUOTED_NAME, c);
        } else if (c == '[') {
            quoted(Kind.QUOTED_NAME, ']');
        } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            number();
        } else if ((c == 'x' || c == 'X') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            binary();
        } else if (startsName(c)) {
            int start = at;
            while (at < text.length() && continuesName(text.charAt(at))) {
                at++;
            }
            add(Kind.WORD, text.substring(start, at), start);
        } else {
            operator(c);
        }
    }

    private void quoted(Kind kind, char closing) throws InvalidExpressionException {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != closing) {
                value.append(c);
            } else if (closing != ']' && at < text.length() && text.charAt(at) == closing) {
                value.append(c);
                at++;
            } else {
                add(kind, value.toString(), start);
                return;
            }
        }
        throw new InvalidExpressionException("a quote is not closed", "close it with " + closing, start);
    }

    private void number() throws InvalidExpressionException {
        int start = at;
        while (at < text.length() && (continuesName(text.charAt(at)) || text.charAt(at) == '.' || isSign(start))) {
            at++;
        }
        String number = text.substring(start, at);
        if (!isNumber(number.replaceAll("(?<=[0-9a-fA-F])_(?=[0-9a-fA-F])", ""))) {
            throw new InvalidExpressionException(
                    "'" + number + "' is not a number",
                    "a name that begins with a digit stands in double quotes",
                    start);
        }
        add(Kind.LITERAL, number, start);
    }

    /** Whether the number goes on with the sign of its exponent. */
    private boolean isSign(int start) {
        char c = text.charAt(at);
        char before = text.charAt(at - 1);
        return (c == '+' || c == '-')
                && (before == 'e' || before == 'E')
                && !text.startsWith("0x", start)
                && !text.startsWith("0X", start);
    }

    private static boolean isNumber(String number) {
        return number.matches("0[xX][0-9a-fA-F]+|([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    }

    private void binary() throws InvalidExpressionException {
        int start = at++;
        int end = text.indexOf('\'', at + 1);
        if (end < 0 || !text.substring(at + 1, end).matches("([0-9a-fA-F]{2})*")) {
            throw new InvalidExpressionException(
                    "binary data is not a whole number of hexadecimal pairs", "write it as x'00ff'", start);
        }
        at = end + 1;
        add(Kind.LITERAL, text.substring(start, at), start);
    }

    private void operator(char c) throws InvalidExpressionException {
        int start = at;
        if (PARAMETERS.indexOf(c) >= 0) {
            throw new InvalidExpressionException(
                    "an expression has no parameters such as '" + c + "'", "write a column's name or a value", start);
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                add(Kind.OPERATOR, operator, start);
                return;
            }
        }
        if (SINGLE_OPERATORS.indexOf(c) < 0) {
            throw new InvalidExpressionException(
                    "SQL has no '" + c + "'", "a name with such characters stands in double quotes", start);
        }
        at++;
        add(Kind.OPERATOR, String.valueOf(c), start);
    }

    private void add(Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, text.substring(start, at), start));
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean startsName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean continuesName(char c) {
        return startsName(c) || (c >= '0' && c <= '9') || c == '$';
    }
}
