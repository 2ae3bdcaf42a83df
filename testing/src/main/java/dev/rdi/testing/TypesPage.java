package dev.rdi.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tables of docs/types.md, one for each source: what the tests try is what the page says.
 *
 * <p>Stateless.
 */
public final class TypesPage {

    private static final Path PAGE = Path.of("..", "docs", "types.md");
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

    private static final String ABSENT = "–";
    private static final String AS_SEEN = "as seen";

    private TypesPage() {}

    /**
     * A line of a table.
     *
     * @param type as in CREATE TABLE
     * @param value as the source's language writes it
     * @param job as a job sees it, in JSON; empty where it sees nothing
     * @param hash the field of a hash; empty where there is none
     * @param document the field of a document, in JSON; empty where there is none
     */
    public record Line(
            String type, String value, Optional<String> job, Optional<String> hash, Optional<String> document) {

        @Override
        public String toString() {
            String last = document.isPresent() && document.equals(job) ? AS_SEEN : cell(document);
            return "| `%s` | `%s` | %s | %s | %s |"
                    .formatted(escaped(type), escaped(value), cell(job), cell(hash), last);
        }

        private static String cell(Optional<String> form) {
            return form.map(text -> "`" + escaped(text) + "`").orElse(ABSENT);
        }

        private static String escaped(String text) {
            return text.replace("|", "\\|");
        }
    }

    /** The lines under a heading; one for each type of a line that names several. */
    public static List<Line> lines(String heading) {
        List<Line> lines = new ArrayList<>();
        boolean inside = false;
        for (String text : read()) {
            inside = text.startsWith("## ") ? text.equals("## " + heading) : inside;
            if (inside && text.startsWith("| `")) {
                addLines(lines, text);
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("docs/types.md has no table under " + heading);
        }
        return lines;
    }

    private static void addLines(List<Line> lines, String text) {
        String[] cells = CELL.split(text, -1);
        Optional<String> job = form(cells[3]);
        Optional<String> document = cells[5].strip().equals(AS_SEEN) ? job : form(cells[5]);
        for (String type : code(cells[1]).split("`, `", -1)) {
            lines.add(new Line(type, code(cells[2]), job, form(cells[4]), document));
        }
    }

    private static Optional<String> form(String cell) {
        return cell.strip().equals(ABSENT) ? Optional.empty() : Optional.of(code(cell));
    }

    /** The text between the outermost backticks of a cell. */
    private static String code(String cell) {
        String text = cell.replace("\\|", "|");
        return text.substring(text.indexOf('`') + 1, text.lastIndexOf('`'));
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
