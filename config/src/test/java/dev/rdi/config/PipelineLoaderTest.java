package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.job.JobFile;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLoaderTest {
    private final Path directory;

    PipelineLoaderTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Loaded load() {
        return PipelineLoader.load(directory, References.none(), Mode.RUN);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void loadsTheConfigurationOfAFolder() throws IOException {
        write("config.yaml", Yaml.VALID);

        assertThat(load().problems()).isEmpty();
        assertThat(load().config()).isPresent();
    }

    @Test
    void acceptsAByteOrderMark() throws IOException {
        write("config.yaml", "\uFEFF" + Yaml.VALID);

        assertThat(load().problems()).isEmpty();
    }

    @Test
    void namesTheFileAsTheUserDid() throws IOException {
        write("config.yaml", "sources: 1");

        assertThat(load().problems()).extracting(Problem::file).containsOnly(directory + "/config.yaml");
        assertThat(load().problems().get(0).describe())
                .startsWith(directory + "/config.yaml:1:1: error: targets: the pipeline has no target");
    }

    @Test
    void saysThatTheFolderIsMissing() {
        Loaded loaded = PipelineLoader.load(directory.resolve("none"), References.none(), Mode.RUN);

        assertThat(loaded.config()).isEmpty();
        assertThat(Yaml.describe(loaded)).containsExactly("0:0 error config.no-directory");
    }

    @Test
    void saysThatTheFileIsMissing() throws IOException {
        assertThat(Yaml.describe(load())).containsExactly("0:0 error config.no-file");

        write("config.yml", Yaml.VALID);
        assertThat(load().problems().get(0).fix()).startsWith("rename ");
    }

    @Test
    void saysThatTheFileIsNotText() throws IOException {
        Files.write(directory.resolve("config.yaml"), "name: ä".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Yaml.describe(load())).containsExactly("0:0 error config.bad-yaml");
    }

    @Test
    void saysThatAnEmptyFileLacksItsSections() throws IOException {
        write("config.yaml", "# nothing yet\n");

        assertThat(Yaml.describe(load()))
                .containsExactly("1:1 error config.missing sources", "1:1 error config.missing targets");
    }

    @Test
    void saysThatAFileMustBeAMap() throws IOException {
        write("config.yaml", "- a\n- b\n");

        assertThat(Yaml.describe(load())).containsExactly("1:1 error config.wrong-type");
    }

    @Test
    void refusesAnAbsurdlyNestedFile() throws IOException {
        write("config.yaml", "a: " + "[".repeat(200_000));

        assertThat(load().problems()).extracting(Problem::code).containsOnly("config.bad-yaml");
    }

    @Test
    void refusesAFileThatGrowsByAliases() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i <= 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        write("config.yaml", bomb.toString());

        assertThat(load().problems()).extracting(Problem::code).containsOnly("config.bad-yaml");
    }

    @Test
    void loadsTheJobsOfAFolderInTheOrderOfTheirNames() throws IOException {
        write("config.yaml", Yaml.VALID);
        write("jobs/b.yaml", "source: {table: orders}");
        write("jobs/a.yml", "name: last\nsource: {table: orders}");
        write("jobs/notes.txt", "…");

        assertThat(load().problems()).isEmpty();
        assertThat(load().jobs()).extracting(JobFile::name).containsExactly("b", "last");
        assertThat(load().jobs())
                .extracting(JobFile::file)
                .containsExactly(directory + "/jobs/b.yaml", directory + "/jobs/a.yml");
    }

    @Test
    void aProblemOfAJobKeepsThePipelineFromRunning() throws IOException {
        write("config.yaml", Yaml.VALID);
        write("jobs/a.yaml", "source: {table: ordres}");

        assertThat(load().config()).isEmpty();
        assertThat(Yaml.describe(load())).containsExactly("1:10 error config.unknown-table source.table");
        assertThat(load().problems()).extracting(Problem::file).containsOnly(directory + "/jobs/a.yaml");
        assertThat(load().jobs()).hasSize(1);
    }

    @Test
    void anUnreadableSecretIsAProblemAtItsReference() throws IOException {
        write("config.yaml", Yaml.with("geheim", "${PW}"));
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.write(secrets.resolve("PW"), new byte[] {(byte) 0xff, 0});

        Loaded loaded = PipelineLoader.load(directory, References.directory(secrets), Mode.RUN);

        assertThat(Yaml.describe(loaded))
                .containsExactly("9:17 error secrets.unreadable sources.shop.connection.password");
    }
}
