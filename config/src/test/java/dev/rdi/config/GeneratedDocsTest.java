package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void theReferencePageOfJobsIsFresh() throws IOException {
        check("jobs.md", JobSchema.markdown());
    }

    @Test
    void theJsonSchemaOfJobsIsFresh() throws IOException {
        check("job.schema.json", JobSchema.json());
    }

    @Test
    void theJsonSchemasAreJson() throws IOException {
        for (String schema : List.of(PipelineSchema.json(), JobSchema.json())) {
            try (JsonParser parser = new JsonFactory().createParser(schema)) {
                parser.nextToken();
                parser.skipChildren();
                assertThat(parser.nextToken()).isNull();
            }
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
