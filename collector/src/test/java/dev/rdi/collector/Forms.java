package dev.rdi.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.testing.TypesPage;
import dev.rdi.transform.compile.JobCompiler;
import dev.rdi.transform.sample.DryRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns of a row are to a job, in a hash and in a document. The table is {@code t}, and the column of each
 * line of {@link TypesPage} is called {@code c0}, {@code c1} ….
 *
 * @param job each column in JSON
 * @param hash each field
 * @param document each field in JSON
 */
record Forms(Map<String, String> job, Map<String, String> hash, Map<String, String> document) {

    private static final String CONFIG = """
            sources: {source: {type: external}}
            targets: {target: {connection: {type: redis, host: localhost, port: 6379}}}
            """;

    private static final String JOB = """
            source: {table: t}
            transform:
              - uses: filter
                with: {language: jmespath, expression: '`true`'}
            output:
              - uses: redis.write
                with: {connection: target, data_type: hash}
              - uses: redis.write
                with: {connection: target, data_type: json, key: {language: jmespath, expression: "'document'"}}
            """;

    private static final JsonFactory JSON = new JsonFactory();

    static Forms of(ChangeEvent event) {
        Loaded loaded = PipelineLoader.parse(CONFIG, Map.of("t", JOB), References.none(), Mode.OFFLINE);
        DryRun.Result result = new DryRun(
                        new JobCompiler(loaded.jobs(), loaded.config().orElseThrow()).compile(table -> true))
                .run(List.of(event))
                .get(0);
        return new Forms(
                fields(result.steps().get(0).record()),
                hash(write(result, PutHash.class).fields()),
                fields(new String(write(result, PutJson.class).document(), StandardCharsets.UTF_8)));
    }

    /** The lines as this row has them. */
    List<TypesPage.Line> lines(List<TypesPage.Line> lines) {
        List<TypesPage.Line> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String column = "c" + i;
            found.add(new TypesPage.Line(
                    lines.get(i).type(),
                    lines.get(i).value(),
                    Optional.ofNullable(job.get(column)),
                    Optional.ofNullable(hash.get(column)),
                    Optional.ofNullable(document.get(column))));
        }
        return found;
    }

    private static <T extends TargetWrite> T write(DryRun.Result result, Class<T> kind) {
        return result.outcome().writes().stream()
                .map(write -> write.write())
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(result.outcome().toString()));
    }

    private static Map<String, String> hash(byte[][] fields) {
        Map<String, String> hash = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            hash.put(text(fields[i]), text(fields[i + 1]));
        }
        return hash;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The fields of a JSON object as they are written in it. */
    private static Map<String, String> fields(String object) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                fields.put(name, parser.nextToken().isNumeric() ? parser.getText() : copy(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    private static String copy(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }
}
