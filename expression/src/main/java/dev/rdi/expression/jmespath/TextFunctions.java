package dev.rdi.expression.jmespath;

import static dev.rdi.expression.jmespath.FunctionBuilder.builtIn;
import static dev.rdi.expression.jmespath.FunctionBuilder.custom;

import dev.rdi.expression.Values;
import dev.rdi.expression.jmespath.Function.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions of text. A character is a code point. Stateless. */
final class TextFunctions {

    private static final String GREETING = "{\"greeting\": \"hello world\"}";

    private TextFunctions() {}

    static List<Function> all() {
        List<Function> functions = new ArrayList<>(builtIns());
        functions.addAll(changing());
        functions.addAll(cutting());
        return functions;
    }

    private static List<Function> builtIns() {
        return List.of(
                builtIn("contains")
                        .takes("subject", Kind.STRING, Kind.ARRAY)
                        .takes("search")
                        .with(Trait.READS_CONTENTS)
                        .means("Whether a text has another one in it, or an array a value")
                        .example("contains(greeting, 'world')", GREETING, "true")
                        .computes(arguments -> contains(arguments[0], Values.decoded(arguments[1]))),
                builtIn("ends_with")
                        .takes("subject", Kind.STRING)
                        .takes("suffix", Kind.STRING)
                        .means("Whether the text ends with another one")
                        .example("ends_with(greeting, 'world')", GREETING, "true")
                        .computes(arguments -> text(arguments[0]).endsWith(text(arguments[1]))),
                builtIn("starts_with")
                        .takes("subject", Kind.STRING)
                        .takes("prefix", Kind.STRING)
                        .means("Whether the text starts with another one")
                        .example("starts_with(greeting, 'hello')", GREETING, "true")
                        .computes(arguments -> text(arguments[0]).startsWith(text(arguments[1]))));
    }

    private static List<Function> changing() {
        return List.of(
                ofText("capitalize")
                        .means("The text with the first letter of each word in upper case and the others in lower"
                                + " case")
                        .example("capitalize(greeting)", GREETING, "\"Hello World\"")
                        .computes(arguments -> capitalize(text(arguments[0]))),
                ofText("lower")
                        .means("The text in lower case")
                        .example("lower(name)", "{\"name\": \"John\"}", "\"john\"")
                        .computes(arguments -> text(arguments[0]).toLowerCase(Locale.ROOT)),
                ofText("upper")
                        .means("The text in upper case")
                        .example("upper(name)", "{\"name\": \"John\"}", "\"JOHN\"")
                        .computes(arguments -> text(arguments[0]).toUpperCase(Locale.ROOT)),
                ofText("replace")
                        .takes("old", Kind.STRING)
                        .takes("new", Kind.STRING)
                        .means("The text with each occurrence of one text replaced by another")
                        .example("replace(greeting, 'o', '0')", GREETING, "\"hell0 w0rld\"")
                        .computes(arguments -> replace(text(arguments[0]), text(arguments[1]), text(arguments[2]))),
                ofText("regex_replace")
                        .takes("pattern", Kind.STRING)
                        .takes("replacement", Kind.STRING)
                        .means("The text with each match of a regular expression (Python's syntax) replaced")
                        .example("regex_replace(greeting, '(l+)o', '<\\1>')", GREETING, "\"he<ll> world\"")
                        .madeBy(RegexReplace::new));
    }

    private static List<Function> cutting() {
        return List.of(
                ofText("left")
                        .takes("count", Kind.NUMBER)
                        .means("The first characters of the text")
                        .example("left(greeting, `5`)", GREETING, "\"hello\"")
                        .computes(
                                arguments -> Texts.slice(text(arguments[0]), 0, count("left", 2, "count", arguments))),
                ofText("right")
                        .takes("count", Kind.NUMBER)
                        .means("The last characters of the text")
                        .example("right(greeting, `5`)", GREETING, "\"world\"")
                        .computes(arguments -> right(text(arguments[0]), count("right", 2, "count", arguments))),
                ofText("mid")
                        .takes("start", Kind.NUMBER)
                        .takes("count", Kind.NUMBER)
                        .means("Characters from the middle of the text; the first character has number 0")
                        .example("mid(greeting, `4`, `3`)", GREETING, "\"o w\"")
                        .computes(arguments -> mid(
                                text(arguments[0]),
                                count("mid", 2, "start", arguments),
                                count("mid", 3, "count", arguments))),
                ofText("split")
                        .takes("delimiter", Kind.STRING)
                        .optional()
                        .means("The parts of the text between delimiters, which are commas unless given")
                        .example("split(tags)", "{\"tags\": \"a,b,\"}", "[\"a\",\"b\",\"\"]")
                        .computes(arguments ->
                                split(text(arguments[0]), arguments.length == 1 ? "," : text(arguments[1]))));
    }

    private static FunctionBuilder ofText(String name) {
        return custom(name).takes("text", Kind.STRING).with(Trait.NULL_FIRST);
    }

    private static Object contains(@Nullable Object subject, @Nullable Object search) {
        if (subject instanceof String text) {
            return search instanceof String part && text.contains(part);
        }
        return ListFunctions.isIn(ListFunctions.list(subject), search);
    }

    private static String capitalize(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean startsWord = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            result.appendCodePoint(startsWord ? Character.toTitleCase(c) : Character.toLowerCase(c));
            startsWord = Character.isWhitespace(c);
        }
        return result.toString();
    }

    /** As Python does it, an empty text is found between all characters. */
    private static String replace(String text, String old, String replacement) {
        if (!old.isEmpty()) {
            return text.replace(old, replacement);
        }
        StringBuilder result = new StringBuilder(replacement);
        text.codePoints().forEach(c -> result.appendCodePoint(c).append(replacement));
        return result.toString();
    }

    private static String right(String text, int count) {
        int length = Texts.length(text);
        return Texts.slice(text, Math.max(0, length - count), length);
    }

    private static String mid(String text, int start, int count) {
        return Texts.slice(text, start, (int) Math.min(Integer.MAX_VALUE, (long) start + count));
    }

    private static Object split(String text, String delimiter) {
        if (delimiter.isEmpty()) {
            throw Failures.argument("split", 2, "delimiter", "must not be empty");
        }
        List<@Nullable Object> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, end));
            start = end + delimiter.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** A number of characters; a very large one is more than any text has. */
    private static int count(String function, int number, String parameter, @Nullable Object[] arguments) {
        Object value = arguments[number - 1];
        boolean isWhole = !(value instanceof Double floating) || Math.rint(floating) == floating;
        if (!isWhole || !(value instanceof Number count) || count.doubleValue() < 0) {
            throw Failures.argument(function, number, parameter, "must be a whole number, 0 or more");
        }
        return (int) Math.min(Integer.MAX_VALUE, count.doubleValue());
    }

    /** An argument whose type was checked. */
    static String text(@Nullable Object argument) {
        return argument instanceof String text ? text : "";
    }
}
