package dev.rdi.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
    private final Path directory;

    ReferencesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private void secret(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    @Test
    void readsOneFileForEachSecretWithoutItsLastLineBreak() throws IOException {
        secret("PLAIN", "a b ");
        secret("UNIX", "a\n");
        secret("WINDOWS", "a\r\n");
        secret("TWO", "a\n\n");
        secret("EMPTY", "");
        References references = References.directory(directory);

        assertThat(references.find("PLAIN")).contains("a b ");
        assertThat(references.find("UNIX")).contains("a");
        assertThat(references.find("WINDOWS")).contains("a");
        assertThat(references.find("TWO")).contains("a\n");
        assertThat(references.find("EMPTY")).contains("");
        assertThat(references.find("ABSENT")).isEmpty();
    }

    @Test
    void aFileStandsAboveAVariable() throws IOException {
        secret("A", "file");
        References references = References.directory(directory)
                .orElse(References.environment(Map.of("A", "variable", "B", "variable")));

        assertThat(references.find("A")).contains("file");
        assertThat(references.find("B")).contains("variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "sub/inner", ".", "..", "/etc/hostname", "a\u0000b"})
    void neverLeavesTheFolder(String name) throws IOException {
        Path inner = Files.createDirectories(directory.resolve("secrets/sub"));
        Files.writeString(inner.resolve("inner"), "x");
        secret("outside", "x");

        assertThat(References.directory(directory.resolve("secrets")).find(name))
                .isEmpty();
    }

    @Test
    void worksForTheCurrentFolder() {
        assertThat(References.directory(Path.of(".")).find("pom.xml")).isPresent();
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        assertThatThrownBy(() -> References.directory(directory.resolve("none")))
                .isInstanceOfSatisfying(
                        RdiException.class, e -> assertThat(e.code()).isEqualTo("secrets.no-directory"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "${A}, 1",
                "x${A}y${B}z, x1y${A}z",
                "$${A}, ${A}",
                "$$${A}, $${A}",
                "$A {A} $, $A {A} $",
                "${NO.such-name}, ${NO.such-name}",
            })
    void putsValuesInOnceAndKeepsTheRest(String text, String expected) {
        References references = References.environment(Map.of("A", "1", "B", "${A}"));

        assertThat(Substitution.of(text, references).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${ A }", "${A", "${A B}"})
    void findsWhatIsNoReference(String text) {
        assertThat(Substitution.of(text, References.none()).malformed()).isTrue();
    }
}
