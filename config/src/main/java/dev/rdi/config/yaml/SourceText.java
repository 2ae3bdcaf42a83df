package dev.rdi.config.yaml;

import dev.rdi.config.problem.Place;

/**
 * The text of a document, in which each character of a scalar's value can be found again.
 *
 * <p>Folding, indentation and escapes make the value another text than what is written, so the two are walked side by
 * side; white space is skipped in both. Immutable.
 */
public final class SourceText {
    private static final String BLANKS = " \t\r\n";
    private static final String ESCAPED_BLANKS = "nrt \t\r\n";

    private final String text;

    /** Takes the text that was read, without a byte order mark. */
    public SourceText(String text) {
        this.text = text;
    }

    /**
     * Where a character of a scalar's value is written.
     *
     * @param place of the scalar
     * @param offset in characters from the start of the value; its length for the end
     */
    public Place within(YamlScalar scalar, Place place, int offset) {
        int start = content(scalar);
        char style = scalar.plain() ? ' ' : text.charAt(start);
        int at = switch (style) {
            case '|', '>' -> nextLine(start);
            case '\'', '"' -> start + 1;
            default -> start;
        };
        String value = scalar.text();
        int end = Math.max(0, Math.min(offset, value.length()));
        for (int i = 0; i < end; i += Character.charCount(value.codePointAt(i))) {
            if (BLANKS.indexOf(value.charAt(i)) < 0) {
                at = skipBlanks(at, style);
                at += length(at, style);
            }
        }
        if (end < value.length() && BLANKS.indexOf(value.charAt(end)) < 0) {
            at = skipBlanks(at, style);
        }
        return placeOf(place.path(), Math.min(at, text.length()));
    }

    /** Where the scalar begins, behind its anchor or tag. */
    private int content(YamlScalar scalar) {
        int line = 0;
        for (int i = 1; i < scalar.line(); i++) {
            line = nextLine(line);
        }
        int at = Math.min(text.length() - 1, text.offsetByCodePoints(line, scalar.column() - 1));
        while (!scalar.plain() && "&!".indexOf(text.charAt(at)) >= 0) {
            while (BLANKS.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            at = skipBlanks(at, ' ');
        }
        return at;
    }

    private int nextLine(int from) {
        for (int i = from; i < text.length(); i++) {
            boolean pair = text.startsWith("\r\n", i);
            if (pair || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return i + (pair ? 2 : 1);
            }
        }
        return text.length();
    }

    private int skipBlanks(int from, char style) {
        int at = from;
        while (at < text.length() && isBlank(at, style)) {
            at += length(at, style);
        }
        return at;
    }

    private boolean isBlank(int at, char style) {
        return BLANKS.indexOf(text.charAt(at)) >= 0
                || (style == '"'
                        && text.charAt(at) == '\\'
                        && at + 1 < text.length()
                        && ESCAPED_BLANKS.indexOf(text.charAt(at + 1)) >= 0);
    }

    /** How many characters are written for the one of the value. */
    private int length(int at, char style) {
        if (at >= text.length()) {
            return 0;
        }
        if (style == '\'' && text.startsWith("''", at)) {
            return 2;
        }
        if (style != '"' || text.charAt(at) != '\\' || at + 1 == text.length()) {
            return Character.charCount(text.codePointAt(at));
        }
        return switch (text.charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private Place placeOf(String path, int at) {
        int line = 1;
        int start = 0;
        for (int next = nextLine(0); next <= at && next > start; next = nextLine(next)) {
            line++;
            start = next;
            if (next == text.length()) {
                break;
            }
        }
        return new Place(path, line, text.codePointCount(start, at) + 1);
    }
}
