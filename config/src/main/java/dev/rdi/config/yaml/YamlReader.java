package dev.rdi.config.yaml;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads YAML text into a tree and says where and how a broken text is to be mended.
 *
 * <p>Confined to one thread.
 */
public final class YamlReader {
    private static final String BAD_YAML = "config.bad-yaml";
    private static final int MAX_CODE_POINTS = 16 * 1024 * 1024;

    private final String text;
    private final Problems problems;

    private YamlReader(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /**
     * Reads a document.
     *
     * @param problems receives what is wrong with the text
     * @return the tree, an empty map for a text without content; empty if the text is not YAML
     */
    public static Optional<YamlNode> read(String text, Problems problems) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new YamlReader(content, problems).read();
    }

    private Optional<YamlNode> read() {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setSchema(new FailsafeSchema())
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(MAX_CODE_POINTS)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.isEmpty()
                    ? Optional.of(YamlMap.empty())
                    : new YamlTree(problems).convert(root.get()).map(YamlReader::nullAsEmpty);
        } catch (MarkedYamlEngineException e) {
            report(e);
        } catch (ReaderException e) {
            reportCharacter(e);
        } catch (YamlEngineException e) {
            problems.error(
                    BAD_YAML,
                    Place.START,
                    "the file is too large, or has too many aliases",
                    "write it out in fewer parts");
        } catch (StackOverflowError e) {
            problems.error(BAD_YAML, Place.START, "the file is nested too deeply", "remove the needless brackets");
        }
        return Optional.empty();
    }

    private static YamlNode nullAsEmpty(YamlNode root) {
        return root instanceof YamlScalar scalar && scalar.isNull() ? YamlMap.empty() : root;
    }

    private void report(MarkedYamlEngineException e) {
        Optional<Mark> context = e.getContextMark();
        boolean unclosed = context.isPresent() && "\"'".indexOf(characterAt(context.get())) >= 0;
        Optional<Mark> mark = unclosed ? context : e.getProblemMark().or(e::getContextMark);
        Place place = mark.map(YamlReader::place).orElse(Place.START);
        int character = mark.map(YamlReader::characterAt).orElse(-1);
        String cause = String.valueOf(e.getProblem());
        if (unclosed) {
            cause = "this quote is never closed";
        } else if ("*&!".indexOf(character) >= 0) {
            // The parser's own words would repeat what follows, which may be a password.
            cause = "an unquoted " + Character.toString(character) + " has a meaning of its own";
        }
        String fix = mark.map(m -> advice(m, unclosed)).orElse("correct the YAML");
        problems.error(BAD_YAML, place, "not valid YAML: " + cause, fix);
    }

    private void reportCharacter(ReaderException e) {
        String before = text.substring(0, Math.min(e.getPosition(), text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        problems.error(
                BAD_YAML,
                new Place("", line, column),
                "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint()),
                "remove it, or write it as an escape within double quotes");
    }

    private static Place place(Mark mark) {
        return new Place("", mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static int characterAt(Mark mark) {
        int[] buffer = mark.getBuffer();
        return mark.getPointer() < buffer.length ? buffer[mark.getPointer()] : -1;
    }

    /** What to write instead, as far as the text at the position tells. */
    private String advice(Mark mark, boolean unclosed) {
        String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        if (unclosed) {
            return "close the quote; within single quotes write a quote twice";
        }
        if (line.stripLeading().startsWith("---")) {
            return "keep one document in the file and remove the line ---";
        }
        if (line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
            return "indent with spaces; YAML allows no tabs there";
        }
        if ("@`%&*!|>".indexOf(characterAt(mark)) >= 0 || line.indexOf(": ", line.indexOf(": ") + 1) >= 0) {
            return "put the value into single quotes";
        }
        return "write one \"name: value\" on each line and indent the names of one level with the same number of spaces";
    }
}
