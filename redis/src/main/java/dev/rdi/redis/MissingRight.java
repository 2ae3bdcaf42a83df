package dev.rdi.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a user lacks whose command was refused. A server names the command that it refuses, but not one inside of a script,
 * and keys only from 7.2 on: those are found in what was sent.
 *
 * <p>Keys are told by their patterns, because the rest of a key can be a value of a row. Immutable.
 *
 * @param commands as in rules of ACL SETUSER; one of them is missing
 * @param keys patterns of keys, one of which is missing
 */
public record MissingRight(Set<String> commands, Set<String> keys) {

    private static final Pattern NAMED = Pattern.compile("'([^' ]+)' command");
    private static final Pattern NAMED_KEY = Pattern.compile("the '(.+)' key", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("@user_script: ?(\\d+)");
    private static final Pattern CALL = Pattern.compile("redis\\.p?call\\('([A-Z.]+)'(?:, '([A-Z]+)')?");
    private static final Pattern PROTECTED = Pattern.compile("redis\\.pcall\\('([A-Z.]+)'(?:, '([A-Z]+)')?");
    private static final Set<String> WITH_SUBCOMMANDS = Set.of("client", "cluster", "xinfo", "script", "acl", "config");
    private static final Set<String> SCRIPTS = Set.of("EVAL", "EVALSHA");
    private static final int FIRST_KEY_OF_SCRIPT = 3;

    public MissingRight {
        commands = Set.copyOf(commands);
        keys = Set.copyOf(keys);
    }

    /**
     * Finds out.
     *
     * @param reply what the server said
     * @param sent the command that was refused, or several of which one was
     */
    public static MissingRight of(String reply, List<byte[][]> sent) {
        Matcher key = NAMED_KEY.matcher(reply);
        if (key.find()) {
            return new MissingRight(Set.of(), Set.of(pattern(key.group(1))));
        }
        Matcher named = NAMED.matcher(reply);
        if (named.find()) {
            return new MissingRight(Set.of(full(named.group(1).toLowerCase(Locale.ROOT), sent)), Set.of());
        }
        if (reply.contains(" keys ")) {
            return new MissingRight(Set.of(), keysOf(sent));
        }
        return new MissingRight(inScript(reply, sent), Set.of());
    }

    /** Redis 6 doesn't name the subcommand. */
    private static String full(String command, List<byte[][]> sent) {
        return sent.stream()
                .filter(words -> words.length > 1
                        && WITH_SUBCOMMANDS.contains(command)
                        && text(words[0]).equalsIgnoreCase(command))
                .map(words -> command + "|" + text(words[1]).toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(command);
    }

    /** The commands on the line that failed; of an error that the script handed on only those that can do that. */
    private static Set<String> inScript(String reply, List<byte[][]> sent) {
        Set<String> found = new LinkedHashSet<>();
        Matcher line = LINE.matcher(reply);
        boolean isKnown = line.find();
        for (byte[][] words : sent) {
            if (words.length > 1 && SCRIPTS.contains(text(words[0]))) {
                List<String> lines = text(words[1]).lines().toList();
                int number = isKnown ? Integer.parseInt(line.group(1)) : 0;
                boolean isThere = number > 0 && number <= lines.size();
                Matcher call = isThere ? CALL.matcher(lines.get(number - 1)) : PROTECTED.matcher(text(words[1]));
                while (call.find()) {
                    found.add(name(call.group(1), call.group(2)));
                }
            }
        }
        return found;
    }

    private static String name(String command, @Nullable String subcommand) {
        String name = command.toLowerCase(Locale.ROOT);
        return subcommand != null && WITH_SUBCOMMANDS.contains(name)
                ? name + "|" + subcommand.toLowerCase(Locale.ROOT)
                : name;
    }

    private static Set<String> keysOf(List<byte[][]> sent) {
        Set<String> patterns = new TreeSet<>();
        for (byte[][] words : sent) {
            keys(words).forEach(key -> patterns.add(pattern(key)));
        }
        return patterns;
    }

    private static List<String> keys(byte[][] words) {
        if (!SCRIPTS.contains(text(words[0])) || words.length <= FIRST_KEY_OF_SCRIPT) {
            byte[] key = CommandKey.of(words);
            return key == null ? List.of() : List.of(text(key));
        }
        int count = Integer.parseInt(text(words[FIRST_KEY_OF_SCRIPT - 1]));
        return Arrays.stream(words)
                .skip(FIRST_KEY_OF_SCRIPT)
                .limit(count)
                .map(MissingRight::text)
                .toList();
    }

    /** Keys of ours without the names of pipelines and tables, keys of rows without their values. */
    static String pattern(String key) {
        int stream = key.indexOf("data:{rdi:");
        if (stream >= 0) {
            return key.substring(0, stream) + "data:{rdi:*";
        }
        int colon = key.indexOf(':');
        return colon < 0 ? "PATTERN-OF-THE-KEYS" : key.substring(0, colon + 1) + "*";
    }

    private static String text(byte[] word) {
        return new String(word, StandardCharsets.UTF_8);
    }

    /** What is missing, for people; empty if that can't be told. */
    public String what() {
        if (!keys.isEmpty()) {
            return "may not use keys like " + String.join(", ", new TreeSet<>(keys));
        }
        return commands.isEmpty() ? "lacks a right" : "may not run " + String.join(" or ", new TreeSet<>(commands));
    }

    /** The command that grants it. */
    public String cure(String user) {
        if (keys.isEmpty() && commands.isEmpty()) {
            return "compare the rights of the user " + user + " (ACL GETUSER) with the list in docs/acl.md";
        }
        String rules = keys.isEmpty() ? joined("+", commands) : joined("~", keys);
        return grant(user, rules);
    }

    private static String joined(String sign, Set<String> names) {
        return new TreeSet<>(names).stream().map(name -> sign + name).collect(Collectors.joining(" "));
    }

    /** The command that grants some rules. */
    public static String grant(String user, String rules) {
        return "ACL SETUSER " + user + " " + rules + " (docs/acl.md lists all that is needed)";
    }
}
