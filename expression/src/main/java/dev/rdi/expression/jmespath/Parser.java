package dev.rdi.expression.jmespath;

import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.jmespath.Comparison.Operator;
import dev.rdi.expression.jmespath.Token.Symbol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree of nodes from the text of an expression, by the binding power of its tokens (Pratt's way).
 *
 * <p>Confined to one thread.
 */
final class Parser {

    /** A token that binds weaker ends a projection. */
    private static final int ENDS_PROJECTION = 10;

    /** A negation reaches over dots: {@code !a.b} is {@code !(a.b)}. */
    private static final int NEGATED = Symbol.DOT.power() - 1;

    private static final int DEEPEST = 250;
    private static final Node CURRENT = new Current();

    private final List<Token> tokens;
    private int at;
    private int depth;

    Parser(String text) throws InvalidExpressionException {
        this.tokens = Lexer.tokens(text);
    }

    Node parse() throws InvalidExpressionException {
        if (is(Symbol.END)) {
            throw new InvalidExpressionException("the expression is empty", "write a field, a literal or a call", 0);
        }
        Node node = expression(0);
        if (!is(Symbol.END)) {
            throw unexpected("an operator");
        }
        return node;
    }

    private Node expression(int power) throws InvalidExpressionException {
        if (++depth > DEEPEST) {
            throw new InvalidExpressionException(
                    "the expression is nested too deeply", "split it over several fields", token().offset());
        }
        Node left = prefix(take());
        while (power < token().symbol().power()) {
            left = infix(left, take());
        }
        depth--;
        return left;
    }

    private Node prefix(Token token) throws InvalidExpressionException {
        return switch (token.symbol()) {
            case LITERAL -> new Literal(token.value());
            case NAME -> is(Symbol.LEFT_PARENTHESIS) ? call(token) : Path.of(token.text());
            case QUOTED_NAME -> quotedName(token);
            case CURRENT -> CURRENT;
            case STAR -> projection(CURRENT, true, null, Symbol.STAR.power());
            case FILTER -> filter(CURRENT);
            case FLATTEN -> projection(new Flatten(CURRENT), false, null, Symbol.FLATTEN.power());
            case NOT -> folded(new Not(expression(NEGATED)), token.offset());
            case LEFT_BRACE -> multiMap();
            case LEFT_BRACKET -> bracket();
            case LEFT_PARENTHESIS -> parenthesis();
            default -> throw unexpected(token, "a field, a literal or a call");
        };
    }

    private Node quotedName(Token token) throws InvalidExpressionException {
        if (is(Symbol.LEFT_PARENTHESIS)) {
            throw new InvalidExpressionException(
                    "a function's name stands in double quotes", "write it without them", token.offset());
        }
        return Path.of(token.text());
    }

    private Node parenthesis() throws InvalidExpressionException {
        Node inner = expression(0);
        expect(Symbol.RIGHT_PARENTHESIS);
        // What follows applies to the result as a whole, so that a projection ends here: (a[*].b)[0].
        return inner;
    }

    private Node bracket() throws InvalidExpressionException {
        if (is(Symbol.NUMBER) || is(Symbol.COLON)) {
            return index(CURRENT);
        }
        if (is(Symbol.STAR) && peek(1) == Symbol.RIGHT_BRACKET) {
            at += 2;
            return projection(CURRENT, false, null, Symbol.STAR.power());
        }
        return multiList();
    }

    private Node infix(Node left, Token token) throws InvalidExpressionException {
        int power = token.symbol().power();
        Node node = switch (token.symbol()) {
            case DOT -> dot(left);
            case PIPE -> Then.of(left, expression(power));
            case OR -> new Logic(left, expression(power), false);
            case AND -> new Logic(left, expression(power), true);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                new Comparison(Operator.valueOf(token.symbol().name()), left, expression(power));
            case FILTER -> filter(left);
            case FLATTEN -> projection(new Flatten(left), false, null, power);
            case LEFT_BRACKET -> indexOrStar(left);
            default -> throw unexpected(token, "an operator");
        };
        return folded(node, token.offset());
    }

    private Node dot(Node left) throws InvalidExpressionException {
        if (is(Symbol.STAR)) {
            at++;
            return projection(left, true, null, Symbol.DOT.power());
        }
        return Then.of(left, afterDot(Symbol.DOT.power()));
    }

    private Node afterDot(int power) throws InvalidExpressionException {
        return switch (token().symbol()) {
            case NAME, QUOTED_NAME, STAR -> expression(power);
            case LEFT_BRACKET -> {
                at++;
                yield multiList();
            }
            case LEFT_BRACE -> {
                at++;
                yield multiMap();
            }
            default -> throw unexpected("a name, '[' or '{'");
        };
    }

    private Node indexOrStar(Node left) throws InvalidExpressionException {
        if (is(Symbol.NUMBER) || is(Symbol.COLON)) {
            return index(left);
        }
        if (!is(Symbol.STAR)) {
            throw unexpected("a number, ':' or '*'");
        }
        at++;
        expect(Symbol.RIGHT_BRACKET);
        return projection(left, false, null, Symbol.STAR.power());
    }

    private Node index(Node left) throws InvalidExpressionException {
        if (is(Symbol.COLON) || peek(1) == Symbol.COLON) {
            return projection(Then.of(left, slice()), false, null, Symbol.STAR.power());
        }
        Index index = new Index(number());
        expect(Symbol.RIGHT_BRACKET);
        return Then.of(left, index);
    }

    private Slice slice() throws InvalidExpressionException {
        @Nullable Integer start = optionalNumber();
        expect(Symbol.COLON);
        @Nullable Integer stop = optionalNumber();
        int step = 1;
        if (is(Symbol.COLON)) {
            at++;
            int offset = token().offset();
            @Nullable Integer given = optionalNumber();
            step = given == null ? 1 : given;
            if (step == 0) {
                throw new InvalidExpressionException("the step of a slice is 0", "use 1, or -1 to go back", offset);
            }
        }
        expect(Symbol.RIGHT_BRACKET);
        return new Slice(start, stop, step);
    }

    private @Nullable Integer optionalNumber() throws InvalidExpressionException {
        return is(Symbol.NUMBER) ? (Integer) number() : null;
    }

    private int number() throws InvalidExpressionException {
        return Integer.parseInt(expect(Symbol.NUMBER).text());
    }

    private Node filter(Node left) throws InvalidExpressionException {
        Node condition = expression(0);
        expect(Symbol.RIGHT_BRACKET);
        return is(Symbol.FLATTEN)
                ? new Projection(left, false, condition, CURRENT)
                : projection(left, false, condition, Symbol.FILTER.power());
    }

    private Node projection(Node source, boolean ofMap, @Nullable Node condition, int power)
            throws InvalidExpressionException {
        return new Projection(source, ofMap, condition, each(power));
    }

    /** What a projection applies to each element. */
    private Node each(int power) throws InvalidExpressionException {
        if (token().symbol().power() < ENDS_PROJECTION) {
            return CURRENT;
        }
        return switch (token().symbol()) {
            case LEFT_BRACKET, FILTER -> expression(power);
            case DOT -> {
                at++;
                yield afterDot(power);
            }
            default -> throw unexpected("'.', '[' or an operator");
        };
    }

    private Node multiList() throws InvalidExpressionException {
        List<Node> elements = new ArrayList<>();
        elements.add(expression(0));
        while (!is(Symbol.RIGHT_BRACKET)) {
            expect(Symbol.COMMA);
            elements.add(expression(0));
        }
        at++;
        return new MultiList(elements);
    }

    private Node multiMap() throws InvalidExpressionException {
        List<String> names = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        entry(names, values);
        while (!is(Symbol.RIGHT_BRACE)) {
            expect(Symbol.COMMA);
            entry(names, values);
        }
        at++;
        return new MultiMap(names, values);
    }

    private void entry(List<String> names, List<Node> values) throws InvalidExpressionException {
        if (!is(Symbol.NAME) && !is(Symbol.QUOTED_NAME)) {
            throw unexpected("a name");
        }
        names.add(take().text());
        expect(Symbol.COLON);
        values.add(expression(0));
    }

    private Node call(Token name) throws InvalidExpressionException {
        at++;
        List<Argument> arguments = new ArrayList<>();
        if (!is(Symbol.RIGHT_PARENTHESIS)) {
            arguments.add(argument());
            while (!is(Symbol.RIGHT_PARENTHESIS)) {
                expect(Symbol.COMMA);
                arguments.add(argument());
            }
        }
        at++;
        return folded(Call.of(name, arguments), name.offset());
    }

    private Argument argument() throws InvalidExpressionException {
        int offset = token().offset();
        if (is(Symbol.REFERENCE)) {
            at++;
            return new Argument(new Reference(expression(0)), offset);
        }
        return new Argument(expression(0), offset);
    }

    /** A node that always gives the same becomes a literal. */
    private static Node folded(Node node, int offset) throws InvalidExpressionException {
        return node.isConstant() ? Call.constant(node, offset) : node;
    }

    private Token token() {
        return tokens.get(at);
    }

    private Token take() {
        return tokens.get(is(Symbol.END) ? at : at++);
    }

    private boolean is(Symbol type) {
        return token().symbol() == type;
    }

    private Symbol peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1)).symbol();
    }

    private Token expect(Symbol type) throws InvalidExpressionException {
        if (!is(type)) {
            throw unexpected(type.words());
        }
        return take();
    }

    private InvalidExpressionException unexpected(String expected) {
        return unexpected(token(), expected);
    }

    private static InvalidExpressionException unexpected(Token found, String expected) {
        String what = found.symbol() == Symbol.END ? "the expression ends too early" : "unexpected " + found.words();
        return new InvalidExpressionException(what, "write " + expected + " here", found.offset());
    }
}
