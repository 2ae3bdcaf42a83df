package dev.rdi.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page under docs/ is that of the code; {@code -Ddocs.update=true} writes it anew. */
class GeneratedDocsTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");

    @Test
    void theReferenceOfMetricsIsFresh() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, MetricsPage.text());
        }
        assertThat(PAGE).as("run this test with -Ddocs.update=true").hasContent(MetricsPage.text());
    }
}
