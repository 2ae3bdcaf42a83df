package dev.rdi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.expression.JsonValues;
import dev.rdi.testing.fixture.Expectation;
import dev.rdi.testing.fixture.Expectation.ExpectedWrite;
import dev.rdi.testing.fixture.Fixture;
import dev.rdi.testing.fixture.Fixtures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The corpus through {@code dry-run -o json}. */
class DryRunCorpusTest {

    static Stream<Fixture> fixtures() {
        // What a lookup finds is in a target, which a dry run doesn't ask.
        return Fixtures.all().stream().filter(fixture -> fixture.given().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void printsWhatTheFixtureSays(Fixture fixture, @TempDir Path folder) throws IOException {
        List<?> results = list(JsonValues.parse(run(fixture, folder)));
        assertThat(results).hasSameSizeAs(fixture.expectations());
        for (int i = 0; i < results.size(); i++) {
            check((Map<?, ?>) results.get(i), fixture.expectations().get(i), "event " + (i + 1));
        }
    }

    private static String run(Fixture fixture, Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("dry-run", "-o", "json"));
        for (Map.Entry<String, String> job : fixture.jobs().entrySet()) {
            arguments.addAll(List.of("--job", written(folder, job.getKey(), job.getValue())));
        }
        String given = fixture.config().orElse("");
        String targets = given.contains("targets:")
                ? ""
                : "targets: {target: {connection: {type: redis, host: localhost, port: 6379}}}\n";
        arguments.addAll(List.of(
                "--config", written(folder, "config.yaml", "sources: {s: {type: external}}\n" + targets + given)));
        arguments.addAll(List.of("--input", written(folder, "events.json", fixture.input())));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = CommandLines.create(Map.of(), List.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int code = command.execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private static String written(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static void check(Map<?, ?> result, Expectation expected, String event) {
        expected.outcome()
                .ifPresent(outcome -> assertThat(result.get("outcome"))
                        .as("%s: %s", event, result)
                        .isEqualTo(outcome));
        expected.writes()
                .ifPresent(writes -> assertThat(writes(result)).as(event).isEqualTo(writes));
        expected.error()
                .flatMap(Expectation.ExpectedError::code)
                .ifPresent(code -> assertThat(String.valueOf(result.get("error")))
                        .as(event)
                        .contains("code=" + code + ","));
    }

    private static List<ExpectedWrite> writes(Map<?, ?> result) {
        return list(result.get("writes")).stream()
                .map(write -> (Map<?, ?>) write)
                .map(write -> new ExpectedWrite(
                        String.valueOf(write.get("connection")),
                        String.valueOf(write.get("key")),
                        String.valueOf(write.get("data_type")),
                        list(write.get("command")).stream().map(String::valueOf).toList()))
                .toList();
    }

    private static List<?> list(@Nullable Object value) {
        assertThat(value).isInstanceOf(List.class);
        return value instanceof List<?> list ? list : List.of();
    }
}
