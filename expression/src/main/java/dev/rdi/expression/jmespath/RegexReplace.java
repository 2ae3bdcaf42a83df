package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.InvalidExpressionException;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code regex_replace}. Pattern and replacement are compiled with the expression where they are literals, else when
 * they change. A match may take a bounded number of steps, because patterns exist that need years for a short text.
 *
 * <p>Thread-safe.
 */
final class RegexReplace implements Body {

    private volatile @Nullable Regex last;

    @Override
    public void prepare(List<Argument> arguments) throws InvalidExpressionException {
        Argument pattern = arguments.get(1);
        Argument replacement = arguments.get(2);
        String text = literal(pattern);
        if (text == null) {
            return;
        }
        Regex regex = compile(text, "", pattern);
        String template = literal(replacement);
        if (template != null) {
            last = compile(text, template, replacement);
        } else {
            last = regex;
        }
    }

    private static Regex compile(String pattern, String template, Argument at) throws InvalidExpressionException {
        try {
            return Regex.of(pattern, template);
        } catch (IllegalArgumentException e) {
            throw new InvalidExpressionException(
                    Regex.fault(e), "write a backslash before a sign that shall stand for itself", at.offset());
        }
    }

    private static @Nullable String literal(Argument argument) {
        return argument.node() instanceof Literal literal && literal.value() instanceof String text ? text : null;
    }

    @Override
    public @Nullable Object apply(@Nullable Object[] arguments, Evaluation evaluation) {
        String text = TextFunctions.text(arguments[0]);
        Regex regex = regex(TextFunctions.text(arguments[1]), TextFunctions.text(arguments[2]));
        try {
            return replace(text, regex);
        } catch (LimitedText.TooManySteps e) {
            throw new ExpressionFailedException("regex_replace: the pattern takes too many steps for this text");
        } catch (StackOverflowError e) {
            throw new ExpressionFailedException("regex_replace: the pattern repeats a group too often for this text");
        }
    }

    private static String replace(String text, Regex regex) {
        Matcher matcher = regex.pattern().matcher(new LimitedText(text));
        if (!matcher.find()) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int copied = 0;
        do {
            result.append(text, copied, matcher.start());
            regex.template().expand(matcher, text, result);
            copied = matcher.end();
        } while (matcher.find());
        return result.append(text, copied, text.length()).toString();
    }

    private Regex regex(String pattern, String template) {
        Regex known = last;
        if (known != null && known.isFor(pattern, template)) {
            return known;
        }
        try {
            Regex regex = Regex.of(pattern, template);
            last = regex;
            return regex;
        } catch (IllegalArgumentException e) {
            throw new ExpressionFailedException("regex_replace: " + Regex.kindOfFault(e));
        }
    }
}
