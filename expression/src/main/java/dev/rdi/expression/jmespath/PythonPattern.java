package dev.rdi.expression.jmespath;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates a regular expression of Python's {@code re} into one of {@code java.util.regex}: named groups, which become
 * numbered ones, comments, ends of text, quantifiers without a lower bound, braces and brackets that stand for
 * themselves.
 *
 * <p>Confined to one thread.
 */
final class PythonPattern {

    private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d+(,\\d*)?|,\\d*)}");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?([aiLmsux]+)(-[imsx]+)?([:)])");
    private static final int MOST_OCTAL_DIGITS = 2;

    private final String source;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, Integer> groups = new HashMap<>();
    private int at;
    private int groupCount;

    private PythonPattern(String source) {
        this.source = source;
    }

    /** Translates a pattern. */
    static PythonPattern translate(String source) {
        PythonPattern pattern = new PythonPattern(source);
        while (pattern.at < source.length()) {
            pattern.next();
        }
        return pattern;
    }

    /** The numbers of the named groups. */
    Map<String, Integer> groups() {
        return Map.copyOf(groups);
    }

    Pattern compile() {
        return Pattern.compile(java.toString(), Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
    }

    private void next() {
        switch (source.charAt(at)) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> group();
            case '{' -> brace();
            default -> java.append(source.charAt(at++));
        }
    }

    private void escape() {
        if (at + 1 == source.length()) {
            throw fault("it ends with a backslash");
        }
        char c = source.charAt(at + 1);
        if (c == 'Q' || c == 'E') {
            throw fault("unknown escape \\" + c);
        }
        if (c == '0') {
            octal();
            return;
        }
        java.append('\\').append(c == 'Z' ? 'z' : c);
        at += 2;
    }

    private void octal() {
        int end = at + 2;
        while (end < source.length()
                && end < at + 2 + MOST_OCTAL_DIGITS
                && source.charAt(end) >= '0'
                && source.charAt(end) <= '7') {
            end++;
        }
        java.append(String.format("\\x%02x", Integer.parseInt(source.substring(at + 1, end), 8)));
        at = end;
    }

    private void characterClass() {
        int start = at;
        java.append('[');
        at++;
        if (lookingAt("^")) {
            java.append('^');
            at++;
        }
        if (lookingAt("]")) {
            java.append("\\]");
            at++;
        }
        while (!lookingAt("]")) {
            if (at >= source.length()) {
                at = start;
                throw fault("a '[' has no ']'");
            }
            classElement();
        }
        java.append(']');
        at++;
    }

    private void classElement() {
        char c = source.charAt(at);
        if (c == '\\') {
            escape();
            return;
        }
        switch (c) {
            case '[', '&', '#' -> java.append('\\').append(c);
            case ' ' -> java.append("\\x20");
            default -> java.append(c);
        }
        at++;
    }

    private void group() {
        if (lookingAt("(?P<")) {
            named(4);
        } else if (lookingAt("(?<") && !lookingAt("(?<=") && !lookingAt("(?<!")) {
            named(3);
        } else if (lookingAt("(?P=")) {
            reference();
        } else if (lookingAt("(?#")) {
            at = endOf(')', at) + 1;
        } else if (lookingAt("(?")) {
            flags();
        } else {
            groupCount++;
            java.append('(');
            at++;
        }
    }

    private void named(int prefix) {
        int end = endOf('>', at);
        groupCount++;
        if (groups.put(source.substring(at + prefix, end), groupCount) != null) {
            throw fault("two groups have the same name");
        }
        java.append('(');
        at = end + 1;
    }

    private void reference() {
        int end = endOf(')', at);
        Integer number = groups.get(source.substring(at + 4, end));
        if (number == null) {
            throw fault("it refers to a group that doesn't exist");
        }
        java.append("(?:\\").append(number).append(')');
        at = end + 1;
    }

    /** Unicode is the default in both; {@code a} asks for ASCII. */
    private void flags() {
        var matcher = FLAGS.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            java.append("(?");
            at += 2;
            return;
        }
        String on = matcher.group(1).replaceAll("[auL]", "");
        String off = matcher.group(2) == null ? "" : matcher.group(2).substring(1);
        off += matcher.group(1).indexOf('a') < 0 ? "" : "U";
        java.append("(?").append(on).append(off.isEmpty() ? "" : "-" + off).append(matcher.group(3));
        at = matcher.end();
    }

    private void brace() {
        var matcher = QUANTIFIER.matcher(source).region(at, source.length());
        if (matcher.lookingAt()) {
            java.append(matcher.group().replace("{,", "{0,"));
            at = matcher.end();
        } else {
            java.append("\\{");
            at++;
        }
    }

    private boolean lookingAt(String text) {
        return source.startsWith(text, at);
    }

    private int endOf(char sign, int from) {
        int end = source.indexOf(sign, from);
        if (end < 0) {
            throw fault("a '(?' has no end");
        }
        return end;
    }

    private PatternSyntaxException fault(String what) {
        return new PatternSyntaxException(what, source, at);
    }
}
