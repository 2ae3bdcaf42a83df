package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generated pages under docs/ are those of the code; {@code -Ddocs.update=true} writes them anew. */
class GeneratedDocsTest {
    private static final Path DOCS = Path.of("..", "docs", "reference");

    @Test
    void theReferencePageIsFresh() throws IOException {
        check("config.md", PipelineSchema.markdown());
    }

    @Test
    void theJsonSchemaIsFresh() throws IOException {
        check("config.schema.json", PipelineSchema.json());
    }

    @Test
    void theJsonSchemaIsJson() throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(PipelineSchema.json())) {
            parser.nextToken();
            parser.skipChildren();
            assertThat(parser.nextToken()).isNull();
        }
    }

    private static void check(String name, String expected) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(DOCS);
            Files.writeString(file, expected);
        }
        assertThat(file).as("run this test with -Ddocs.update=true").hasContent(expected);
    }
}
