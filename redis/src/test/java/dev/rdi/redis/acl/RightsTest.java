package dev.rdi.redis.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of rights is that of docs/acl.md, and that of the code. */
class RightsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SENT =
            Pattern.compile("(?:redis\\.p?call\\(|\\b(?:call|require|send|Command\\.of)\\(\\s*)"
                    + "['\"]([A-Z]{3,}(?:\\.[A-Z]+)?)['\"](?:,\\s*['\"]([A-Z-]+)['\"])?");
    private static final Set<String> WITH_SUBCOMMANDS = Set.of("client", "cluster", "memory", "xinfo", "sentinel");

    /** They need no right. */
    private static final Set<String> FREE = Set.of("auth");

    /** It goes to sentinels. */
    private static final Set<String> ELSEWHERE = Set.of("sentinel|get-master-addr-by-name");

    @ParameterizedTest
    @EnumSource(Rights.class)
    void standInTheDocumentation(Rights rights) throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs").resolve("acl.md"))
                        .lines()
                        .map(line -> line.replace("`", " ") + " "))
                .as(rights.rules())
                .anyMatch(line -> line.contains(" " + rights.rules() + " "));
    }

    /** Whoever sends a new command has to grant it, too. */
    @Test
    void coverEveryCommandInTheSources() throws IOException {
        Set<String> granted = Arrays.stream(Rights.values())
                .flatMap(group -> group.rights().stream())
                .map(Right::command)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> sent = sent();
        assertThat(sent).hasSizeGreaterThan(40);
        sent.removeAll(FREE);
        sent.removeAll(ELSEWHERE);
        assertThat(granted).containsAll(sent);
    }

    /** What nothing sends any more isn't granted any more. */
    @ParameterizedTest
    @EnumSource(Rights.class)
    void grantNothingThatIsNotSent(Rights rights) throws IOException {
        String sources = sources();
        assertThat(rights.rights()).allSatisfy(right -> {
            for (String word : right.command().toUpperCase(Locale.ROOT).split("\\|", -1)) {
                assertThat(sources).containsPattern("['\"]" + Pattern.quote(word) + "['\"]");
            }
        });
    }

    private static Set<String> sent() throws IOException {
        Set<String> sent = new TreeSet<>();
        Matcher command = SENT.matcher(sources());
        while (command.find()) {
            String name = command.group(1).toLowerCase(Locale.ROOT);
            sent.add(
                    WITH_SUBCOMMANDS.contains(name) && command.group(2) != null
                            ? name + "|" + command.group(2).toLowerCase(Locale.ROOT)
                            : name);
        }
        return sent;
    }

    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String module : Set.of("redis", "processor", "collector", "control", "app", "cli")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(RightsTest::isSource).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        return sources.toString();
    }

    /** A list of all commands is no use of one. */
    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("CommandKey.java") && !file.endsWith("Rights.java");
    }
}
