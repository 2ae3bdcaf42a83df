package dev.rdi.expression.jmespath;

import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.JsonValues;
import dev.rdi.expression.jmespath.Token.Symbol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the text of an expression into tokens.
 *
 * <p>Confined to one thread.
 */
final class Lexer {

    /** Keeps the tree that is made of them shallow enough for any thread's stack. */
    private static final int MOST_TOKENS = 5000;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens of a text, the last one being {@link Symbol#END}. */
    static List<Token> tokens(String text) throws InvalidExpressionException {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.next();
            if (lexer.tokens.size() > MOST_TOKENS) {
                throw new InvalidExpressionException(
                        "the expression is too long", "split it over several fields", lexer.at);
            }
        }
        lexer.add(Symbol.END, "", null, text.length());
        return lexer.tokens;
    }

    private void next() throws InvalidExpressionException {
        char c = text.charAt(at);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            at++;
        } else if (isNameStart(c)) {
            name();
        } else if (isDigit(c) || c == '-') {
            number();
        } else if (c == '"') {
            quotedName();
        } else if (c == '\'') {
            int start = at;
            String raw = until('\'', "text").replace("\\'", "'");
            add(Symbol.LITERAL, raw, raw, start);
        } else if (c == '`') {
            int start = at;
            String content = until('`', "literal").replace("\\`", "`");
            add(Symbol.LITERAL, content, Literals.parse(content, start), start);
        } else {
            sign(c);
        }
    }

    private void sign(char c) throws InvalidExpressionException {
        switch (c) {
            case '.' -> add(Symbol.DOT, 1);
            case '*' -> add(Symbol.STAR, 1);
            case ']' -> add(Symbol.RIGHT_BRACKET, 1);
            case ',' -> add(Symbol.COMMA, 1);
            case ':' -> add(Symbol.COLON, 1);
            case '@' -> add(Symbol.CURRENT, 1);
            case '(' -> add(Symbol.LEFT_PARENTHESIS, 1);
            case ')' -> add(Symbol.RIGHT_PARENTHESIS, 1);
            case '{' -> add(Symbol.LEFT_BRACE, 1);
            case '}' -> add(Symbol.RIGHT_BRACE, 1);
            case '[' -> {
                if (followedBy('?')) {
                    add(Symbol.FILTER, 2);
                } else {
                    either(']', Symbol.FLATTEN, Symbol.LEFT_BRACKET);
                }
            }
            case '|' -> either('|', Symbol.OR, Symbol.PIPE);
            case '&' -> either('&', Symbol.AND, Symbol.REFERENCE);
            case '<' -> either('=', Symbol.LESS_OR_EQUAL, Symbol.LESS);
            case '>' -> either('=', Symbol.GREATER_OR_EQUAL, Symbol.GREATER);
            case '!' -> either('=', Symbol.NOT_EQUAL, Symbol.NOT);
            case '=' -> equal();
            default -> throw unknown();
        }
    }

    private void equal() throws InvalidExpressionException {
        if (!followedBy('=')) {
            throw new InvalidExpressionException("'=' is no operator", "write '==' to compare", at);
        }
        add(Symbol.EQUAL, 2);
    }

    private InvalidExpressionException unknown() {
        String sign = Character.toString(text.codePointAt(at));
        return new InvalidExpressionException(
                "'" + sign + "' has no meaning here",
                "put a field name with special characters in double quotes, text in single quotes",
                at);
    }

    private void name() {
        int start = at;
        while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        add(Symbol.NAME, text.substring(start, at), null, start);
    }

    private void number() throws InvalidExpressionException {
        int start = at++;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        String number = text.substring(start, at);
        if (number.equals("-")) {
            throw new InvalidExpressionException(
                    "'-' has no meaning here", "put a field name with '-' in double quotes", start);
        }
        try {
            add(Symbol.NUMBER, number, Integer.valueOf(number), start);
        } catch (NumberFormatException e) {
            throw new InvalidExpressionException("the number is too large", "use a smaller index", start);
        }
    }

    private void quotedName() throws InvalidExpressionException {
        int start = at;
        until('"', "name");
        try {
            if (JsonValues.parse(text.substring(start, at)) instanceof String name) {
                add(Symbol.QUOTED_NAME, name, null, start);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidExpressionException(
                    "the name in double quotes has a wrong escape", "write a backslash as \\\\", start);
        }
    }

    /** The text up to an unescaped delimiter, behind which it goes on. */
    private String until(char delimiter, String what) throws InvalidExpressionException {
        int start = at++;
        while (at < text.length() && text.charAt(at) != delimiter) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new InvalidExpressionException("the " + what + " has no end", "close it with " + delimiter, start);
        }
        return text.substring(start + 1, at++);
    }

    private void either(char second, Symbol longer, Symbol shorter) {
        if (followedBy(second)) {
            add(longer, 2);
        } else {
            add(shorter, 1);
        }
    }

    private boolean followedBy(char second) {
        return at + 1 < text.length() && text.charAt(at + 1) == second;
    }

    private void add(Symbol type, int length) {
        add(type, text.substring(at, at + length), null, at);
        at += length;
    }

    private void add(Symbol type, String content, @Nullable Object value, int offset) {
        tokens.add(new Token(type, content, value, offset));
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
