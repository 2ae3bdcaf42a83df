package dev.rdi.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.app.Main;
import dev.rdi.cli.CliReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {

    private static final Path REFERENCE = Path.of("../docs/reference/cli.md");

    /** {@code -Ddocs.update=true} writes it anew. */
    @Test
    void theReferenceOfTheCommandsIsFresh() throws IOException {
        String reference = CliReference.render(Main.commandLine());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(REFERENCE, reference);
        }
        assertThat(REFERENCE).hasContent(reference);
    }
}
