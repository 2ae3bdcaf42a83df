package dev.rdi.expression.sql;

import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.sql.Part.Fixed;
import dev.rdi.expression.sql.Part.Reference;
import dev.rdi.expression.sql.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the tokens of an expression: finds out which names are columns, and checks what SQLite either can't know (that
 * it is one expression, that no function works on many rows) or would say less clearly. The grammar stays SQLite's.
 *
 * <p>Confined to one thread.
 */
final class Reader {

    private static final Set<String> VOLATILE = Set.of("random", "randomblob");
    private static final Set<String> COLLATIONS = Set.of("BINARY", "NOCASE", "RTRIM");

    /** A pair of parentheses. {@code type} from AS on in a CAST. */
    private static final class Frame {
        final boolean select;
        final boolean cast;
        final TimeCall time;
        boolean type;

        Frame(boolean select, boolean cast, TimeCall time) {
            this.select = select;
            this.cast = cast;
            this.time = time;
        }
    }

    private final Functions functions;
    private final List<Token> tokens;
    private final List<Part> parts = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private boolean valueBefore;
    private boolean usesRandom;
    private int at;

    private Reader(Functions functions, List<Token> tokens) {
        this.functions = functions;
        this.tokens = tokens;
    }

    static Reading read(String text, Functions functions) throws InvalidExpressionException {
        List<Token> tokens = new ArrayList<>(Lexer.tokens(text));
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
            tokens.remove(tokens.size() - 1);
        }
        if (tokens.isEmpty()) {
            throw new InvalidExpressionException("the expression is empty", "write an expression", 0);
        }
        Reader reader = new Reader(functions, tokens);
        reader.frames.push(new Frame(false, false, TimeCall.NONE));
        while (reader.at < tokens.size()) {
            reader.next();
        }
        if (reader.frames.size() > 1) {
            throw new InvalidExpressionException("a parenthesis is not closed", "write ) at its end", text.length());
        }
        return new Reading(text, reader.parts, reader.usesRandom);
    }

    private void next() throws InvalidExpressionException {
        Token token = tokens.get(at);
        switch (token.kind()) {
            case STRING -> value(new Fixed(string(token), token.written(), token.offset()));
            case LITERAL -> value(new Fixed(token.written(), token.written(), token.offset()));
            case OPERATOR -> operator(token);
            case WORD, QUOTED_NAME -> name(token);
        }
    }

    private String string(Token token) {
        return frame().time.isZone(tokens, at) ? "'+0 days'" : token.written();
    }

    private void value(Part part) throws InvalidExpressionException {
        Token token = tokens.get(at);
        if (frame().time.isNow(tokens, at)) {
            parts.add(now(token));
            if (!token.value().equalsIgnoreCase("now")) {
                parts.add(fixed(",", token));
                parts.add(part);
            }
        } else {
            parts.add(part);
        }
        at++;
        valueBefore = true;
    }

    private void operator(Token token) throws InvalidExpressionException {
        switch (token.value()) {
            case ";" ->
                throw new InvalidExpressionException(
                        "there is more than one statement", "write one expression", token.offset());
            case "(" -> open();
            case ")" -> close(token);
            default -> {
                parts.add(fixed(token.written(), token));
                at++;
                valueBefore = false;
            }
        }
    }

    private void open() {
        Token token = tokens.get(at);
        Token before = at > 0 ? tokens.get(at - 1) : token;
        boolean select = frame().select || Keywords.beginsQuery(tokenAfter().keyword());
        boolean cast = before.keyword().equals("CAST");
        TimeCall time = before.kind() == Kind.WORD && !valueBefore ? TimeCall.of(before.value()) : TimeCall.NONE;
        boolean type = frame().type;
        frames.push(new Frame(select, cast, time));
        frame().type = type;
        parts.add(fixed("(", token));
        at++;
        valueBefore = false;
    }

    private void close(Token token) throws InvalidExpressionException {
        if (frames.size() == 1) {
            throw new InvalidExpressionException("a ) closes nothing", "remove it", token.offset());
        }
        Frame closed = frames.pop();
        if (closed.time.lacksTime(tokens, at)) {
            if (!tokens.get(at - 1).is("(")) {
                parts.add(fixed(",", token));
            }
            parts.add(now(token));
        }
        parts.add(fixed(")", token));
        at++;
        valueBefore = true;
    }

    private void name(Token token) throws InvalidExpressionException {
        String word = token.keyword();
        if (frame().type) {
            keyword(token);
        } else if (word.startsWith("CURRENT_") && TimeCall.isCurrent(word)) {
            parts.add(fixed(TimeCall.function(word) + "(", token));
            parts.add(now(token));
            parts.add(fixed(")", token));
            at++;
            valueBefore = true;
        } else if (Keywords.isReserved(word)) {
            reserved(token, word);
        } else if (isOperator(word) || word.equals("TRUE") || word.equals("FALSE")) {
            keyword(token);
        } else if (tokenAfter().is("(") && token.kind() == Kind.WORD) {
            call(token, word);
        } else {
            reference(token);
        }
    }

    private boolean isOperator(String word) {
        return Keywords.isOperator(word) && valueBefore;
    }

    private void reserved(Token token, String word) throws InvalidExpressionException {
        if (!frame().select && !Keywords.belongsToExpressions(word)) {
            throw reserved(token);
        }
        if (word.equals("AS") && frame().cast) {
            frame().type = true;
        }
        keyword(token);
        if (word.equals("COLLATE") && at < tokens.size() && tokens.get(at).isName()) {
            collation(tokens.get(at));
        }
    }

    private static InvalidExpressionException reserved(Token token) {
        String fix = Keywords.beginsQuery(token.keyword())
                ? "put a sub-select in parentheses"
                : "write a column of that name in double quotes";
        String what = Keywords.beginsStatement(token.keyword())
                ? "'" + token.written() + "' begins a statement, not an expression"
                : "'" + token.written() + "' is a reserved word of SQL";
        return new InvalidExpressionException(what, fix, token.offset());
    }

    private void collation(Token token) throws InvalidExpressionException {
        if (!COLLATIONS.contains(token.value().toUpperCase(Locale.ROOT))) {
            throw new InvalidExpressionException(
                    "there is no collation '" + token.value() + "'", "use NOCASE, RTRIM or BINARY", token.offset());
        }
        keyword(token);
        valueBefore = true;
    }

    private void keyword(Token token) {
        parts.add(fixed(token.kind() == Kind.QUOTED_NAME ? quoted(token.value()) : token.written(), token));
        at++;
        // Behind the NOT of 'a NOT LIKE b' an operator follows as it would behind the a.
        valueBefore = token.keyword().equals("NOT") ? valueBefore : Keywords.endsValue(token.keyword());
    }

    private void call(Token token, String word) throws InvalidExpressionException {
        boolean window = word.equals("OVER") || word.equals("FILTER");
        if (Functions.isRefused(token.value())) {
            throw new InvalidExpressionException(
                    "there is no function '" + token.value() + "'", "use a function of SQLite", token.offset());
        }
        if (!frame().select && window && valueBefore) {
            throw Functions.aggregate(token);
        }
        if (!frame().select && !word.equals("CAST")) {
            functions.check(token, Calls.arguments(tokens, at + 1));
        }
        usesRandom |= VOLATILE.contains(token.value().toLowerCase(Locale.ROOT));
        parts.add(fixed(token.written(), token));
        at++;
        valueBefore = false;
    }

    private void reference(Token first) throws InvalidExpressionException {
        if (Functions.isRefused(first.value()) && frame().select) {
            throw new InvalidExpressionException(
                    "there is no table '" + first.value() + "'", "use json_each or json_tree", first.offset());
        }
        List<String> names = new ArrayList<>(List.of(first.value()));
        StringBuilder sql = new StringBuilder(sqlName(first));
        at++;
        while (at + 1 < tokens.size()
                && tokens.get(at).is(".")
                && tokens.get(at + 1).isName()) {
            names.add(tokens.get(at + 1).value());
            sql.append('.').append(sqlName(tokens.get(at + 1)));
            at += 2;
        }
        String written = String.join(".", names);
        parts.add(new Reference(new Column(names), frame().select, sql.toString(), written, first.offset()));
        valueBefore = true;
    }

    /** In double quotes SQLite would take an unknown name for a string; in backquotes it never does. */
    private static String sqlName(Token token) {
        return token.kind() == Kind.QUOTED_NAME ? quoted(token.value()) : token.value();
    }

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    private Frame frame() {
        return frames.element();
    }

    private Token tokenAfter() {
        return at + 1 < tokens.size() ? tokens.get(at + 1) : new Token(Kind.OPERATOR, "", "", 0);
    }

    private static Part fixed(String sql, Token token) {
        return new Fixed(sql, token.written(), token.offset());
    }

    private static Part now(Token token) {
        return new Reference(Slot.Now.NOW, false, "", token.written(), token.offset());
    }
}
