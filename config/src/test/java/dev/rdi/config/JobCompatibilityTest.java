package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jobs that RDI's public documentation prints. */
class JobCompatibilityTest {
    static Stream<Path> documented() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(JobCompatibilityTest.class.getResource("job/documented"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @DisplayName("R25: every job that is printed validates")
    @ParameterizedTest
    @MethodSource("documented")
    void validates(Path file) {
        LoadedJobs loaded = JobLoader.load(List.of(file), Optional.empty(), References.none(), Mode.OFFLINE);

        assertThat(loaded.problems())
                .as(loaded.problems().toString())
                .allSatisfy(problem -> assertThat(problem.path()).isEqualTo("source"))
                .noneMatch(Problem::isError);
        assertThat(loaded.jobs()).hasSize(1);
        assertThat(loaded.jobs().get(0).hasErrors()).isFalse();
    }

    @Test
    void theyAreAllThere() throws IOException, URISyntaxException {
        assertThat(documented()).hasSize(66);
    }
}
