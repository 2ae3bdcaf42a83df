package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The commands of a write for people, as one would type them into redis-cli. Stateless. */
public final class CommandText {

    private static final int LONGEST_WORD = 400;
    private static final char DELETE = 0x7f;

    private CommandText() {}

    /** The commands of a write, word by word; of a truncate the one that looks for the keys to delete. */
    public static List<List<String>> words(TargetWrite write) {
        if (write instanceof ClearTable clear) {
            return List.of(List.of("SCAN", "0", "MATCH", clear.prefix() + "*", "TYPE", clear.type()));
        }
        return TargetCommands.of(write).stream()
                .map(command -> Arrays.stream(command)
                        .map(word -> new String(word, StandardCharsets.UTF_8))
                        .toList())
                .toList();
    }

    /** The commands of a write, one in each line. */
    public static List<String> lines(TargetWrite write) {
        return words(write).stream()
                .map(command -> shown(command).stream().map(CommandText::word).collect(Collectors.joining(" ")))
                .toList();
    }

    /** A script says nothing to those who only want to see what happens to their data. */
    private static List<String> shown(List<String> command) {
        if (!command.get(0).equals("EVAL")) {
            return command;
        }
        List<String> words = new ArrayList<>(command);
        words.set(1, "script of " + command.get(1).lines().count() + " lines");
        return words;
    }

    private static String word(String word) {
        String text = word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) + "…" : word;
        if (!text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c != DELETE && c != '"' && c != '\'' && c != '\\')) {
            return text;
        }
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> quoted.append(escaped((char) c)));
        return quoted.append('"').toString();
    }

    /** Control characters could make a terminal do things. */
    private static String escaped(char c) {
        return switch (c) {
            case '"', '\\' -> "\\" + c;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' || c == DELETE ? String.format(Locale.ROOT, "\\x%02x", (int) c) : String.valueOf(c);
        };
    }
}
