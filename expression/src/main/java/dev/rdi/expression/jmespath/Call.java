package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.jmespath.Function.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call of a function. */
record Call(Function function, Body body, List<Node> arguments) implements Node {

    /** Finds the function and checks everything that can be known before there is a record. */
    static Node of(Token name, List<Argument> arguments) throws InvalidExpressionException {
        Function function = Functions.named(name.text());
        if (function == null) {
            throw new InvalidExpressionException(
                    "there is no function '" + name.text() + "'", Functions.suggestion(name.text()), name.offset());
        }
        checkNumber(function, arguments.size(), name.offset());
        for (int i = 0; i < arguments.size(); i++) {
            checkLiteral(function, i, arguments.get(i));
        }
        if (function.name().equals("concat") && arguments.get(0).node() instanceof MultiList list) {
            return new Concat(list);
        }
        Body body = function.bodies().get();
        body.prepare(arguments);
        return new Call(function, body, arguments.stream().map(Argument::node).toList());
    }

    private static void checkNumber(Function function, int given, int offset) throws InvalidExpressionException {
        if (given >= function.required() && given <= function.most()) {
            return;
        }
        String wanted = function.required() == function.most()
                ? String.valueOf(function.required())
                : function.is(Trait.REPEATS)
                        ? "at least " + function.required()
                        : function.required() + " to " + function.most();
        throw new InvalidExpressionException(
                "the function '" + function.name() + "' takes " + wanted
                        + (wanted.equals("1") || wanted.equals("at least 1") ? " argument" : " arguments") + ", not "
                        + given,
                "write " + function.info().signature(),
                offset);
    }

    private static void checkLiteral(Function function, int index, Argument argument)
            throws InvalidExpressionException {
        boolean isReference = argument.node() instanceof Reference;
        if (isReference && !function.parameter(index).kinds().contains(Kind.EXPRESSION)) {
            throw new InvalidExpressionException(
                    "the function '" + function.name() + "' takes no expression (&…) here",
                    "write " + function.info().signature(),
                    argument.offset());
        }
        if (argument.node() instanceof Literal literal) {
            checkLiteral(function, index, literal.value(), argument.offset());
        }
    }

    private static void checkLiteral(Function function, int index, @Nullable Object value, int offset)
            throws InvalidExpressionException {
        if (index == 0 && value == null && function.is(Trait.NULL_FIRST)) {
            return;
        }
        try {
            function.accept(index, value);
        } catch (ExpressionFailedException e) {
            throw new InvalidExpressionException(
                    e.reason(), "write " + function.info().signature(), offset);
        }
    }

    /** Computes a node that gives the same for all records. */
    static Literal constant(Node node, int offset) throws InvalidExpressionException {
        try {
            return new Literal(Literals.frozen(node.evaluate(null, new Evaluation("", Instant.EPOCH))));
        } catch (ExpressionFailedException e) {
            throw new InvalidExpressionException(
                    e.reason(), "correct the literals, since this fails for every record", offset);
        }
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = arguments.get(i).evaluate(current, evaluation);
            if (value == Unavailable.VALUE && !function.is(Trait.SEES_UNAVAILABLE)) {
                return value;
            }
            if (i == 0 && value == null && function.is(Trait.NULL_FIRST)) {
                return null;
            }
            values[i] = value;
        }
        return function.apply(body, values, evaluation);
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        for (Node argument : arguments) {
            Node.consume(argument, current, reads);
        }
        return null;
    }

    @Override
    public boolean isVolatile() {
        return function.is(Trait.VOLATILE) || Node.anyVolatile(arguments);
    }

    @Override
    public boolean isConstant() {
        for (Node argument : arguments) {
            if (!argument.isConstant()) {
                return false;
            }
        }
        return !isVolatile();
    }
}
