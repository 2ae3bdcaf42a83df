package dev.rdi.expression.jmespath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What replaces a match, in Python's syntax: text, with {@code \1} or {@code \g<name>} for what a group matched.
 *
 * <p>Immutable.
 */
final class ReplacementTemplate {

    private static final String ESCAPES = "abfnrtv";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b";

    private final List<Part> parts;

    private ReplacementTemplate(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it refers to a group that the pattern doesn't have, or has an unknown escape
     */
    static ReplacementTemplate parse(String template, Map<String, Integer> names, Pattern pattern) {
        Reader reader = new Reader(template, names, pattern.matcher("").groupCount());
        reader.read();
        return new ReplacementTemplate(List.copyOf(reader.parts));
    }

    /** Appends the replacement of the matcher's current match in a text. */
    void expand(Matcher matcher, String text, StringBuilder result) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.group < 0) {
                result.append(part.text);
            } else if (matcher.start(part.group) >= 0) {
                result.append(text, matcher.start(part.group), matcher.end(part.group));
            }
        }
    }

    /** Text, or a group if its number isn't negative. */
    private record Part(String text, int group) {}

    private static final class Reader {

        private final String template;
        private final Map<String, Integer> names;
        private final int groupCount;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int at;

        Reader(String template, Map<String, Integer> names, int groupCount) {
            this.template = template;
            this.names = names;
            this.groupCount = groupCount;
        }

        void read() {
            while (at < template.length()) {
                char c = template.charAt(at);
                if (c == '\\') {
                    escape();
                } else {
                    text.append(c);
                    at++;
                }
            }
            endText();
        }

        private void escape() {
            if (at + 1 == template.length()) {
                throw new IllegalArgumentException("it ends with a backslash");
            }
            char c = template.charAt(at + 1);
            if (c == 'g') {
                namedGroup();
            } else if (isDigit(at + 1)) {
                number();
            } else if (ESCAPES.indexOf(c) >= 0) {
                text.append(ESCAPED.charAt(ESCAPES.indexOf(c)));
                at += 2;
            } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                throw new IllegalArgumentException("unknown escape \\" + c);
            } else {
                text.append(c == '\\' ? "\\" : "\\" + c);
                at += 2;
            }
        }

        /** Three octal digits, or a zero with up to two, are a character; everything else is a group. */
        private void number() {
            boolean isZero = template.charAt(at + 1) == '0';
            int octal = 1;
            while (octal < 4 && isOctal(at + octal)) {
                octal++;
            }
            if (isZero || octal == 4) {
                text.append((char) (Integer.parseInt(template.substring(at + 1, at + octal), 8) & 0xff));
                at += octal;
                return;
            }
            int end = isDigit(at + 2) ? at + 3 : at + 2;
            group(Integer.parseInt(template.substring(at + 1, end)));
            at = end;
        }

        private void namedGroup() {
            int end = template.indexOf('>', at);
            if (end < 0 || !template.startsWith("\\g<", at)) {
                throw new IllegalArgumentException("\\g needs a group in angle brackets");
            }
            String name = template.substring(at + 3, end);
            Integer named = names.get(name);
            group(named == null ? groupNumber(name) : named);
            at = end + 1;
        }

        private static int groupNumber(String name) {
            return name.matches("[0-9]{1,3}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
        }

        private void group(int number) {
            if (number > groupCount) {
                throw new IllegalArgumentException("it refers to a group that doesn't exist");
            }
            endText();
            parts.add(new Part("", number));
        }

        private void endText() {
            if (text.length() > 0) {
                parts.add(new Part(text.toString(), -1));
                text.setLength(0);
            }
        }

        private boolean isDigit(int index) {
            return index < template.length() && template.charAt(index) >= '0' && template.charAt(index) <= '9';
        }

        private boolean isOctal(int index) {
            return isDigit(index) && template.charAt(index) <= '7';
        }
    }
}
