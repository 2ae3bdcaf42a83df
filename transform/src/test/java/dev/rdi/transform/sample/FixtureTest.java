package dev.rdi.transform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.JobLoader;
import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.secret.References;
import dev.rdi.expression.JsonValues;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Rejection;
import dev.rdi.testing.fixture.Expectation;
import dev.rdi.testing.fixture.Expectation.ExpectedError;
import dev.rdi.testing.fixture.Fixture;
import dev.rdi.testing.fixture.Fixtures;
import dev.rdi.transform.compile.JobCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus against the pure transformation. */
class FixtureTest {

    static Stream<Fixture> fixtures() {
        return Fixtures.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void becomesWhatTheFixtureSays(Fixture fixture) throws SampleException {
        List<DryRun.Result> results = run(fixture);
        assertThat(results).hasSameSizeAs(fixture.expectations());
        for (int i = 0; i < results.size(); i++) {
            check(results.get(i), fixture.expectations().get(i), fixture, "event " + (i + 1));
        }
    }

    private static List<DryRun.Result> run(Fixture fixture) throws SampleException {
        Loaded config = PipelineLoader.parse(config(fixture), "config.yaml", References.none(), Mode.OFFLINE);
        assertThat(config.errors()).as("%s", config.problems()).isZero();
        List<JobFile> jobs = new ArrayList<>();
        fixture.jobs().forEach((file, text) -> {
            var loaded = JobLoader.parse(text, file, config.config(), References.none(), Mode.OFFLINE);
            assertThat(loaded.errors()).as("%s", loaded.problems()).isZero();
            jobs.addAll(loaded.jobs());
        });
        assertThat(JobCompiler.check(jobs)).isEmpty();
        String table = jobs.stream()
                .flatMap(job -> job.job().source().stream())
                .filter(source -> !source.isDefault())
                .map(JobSource::table)
                .findFirst()
                .orElse("table");
        return new DryRun(new JobCompiler(jobs, config.config().orElseThrow()).compile(other -> true))
                .run(new Samples(table).read(fixture.input()));
    }

    /** The fixture's part of the configuration, completed. */
    private static String config(Fixture fixture) {
        String given = fixture.config().orElse("");
        String targets = given.contains("targets:") ? "" : """
                targets:
                  target: {connection: {type: redis, host: localhost, port: 6379}}
                """;
        return "sources: {source: {type: external}}\n" + targets + given;
    }

    private static void check(DryRun.Result result, Expectation expected, Fixture fixture, String event) {
        if (!fixture.given().isEmpty()) {
            return; // What a target holds is not known here.
        }
        Outcome outcome = result.outcome();
        expected.outcome()
                .ifPresent(name -> assertThat(name(outcome))
                        .as("%s: %s", event, outcome instanceof Rejected rejected ? rejected.rejection() : outcome)
                        .isEqualTo(name));
        expected.error().ifPresent(error -> check(((Rejected) outcome).rejection(), error, event));
        if (expected.record().isPresent() && !result.steps().isEmpty()) {
            String last = result.steps().get(result.steps().size() - 1).record();
            assertThat(payload(JsonValues.parse(last), fixture))
                    .as("%s: record", event)
                    .isEqualTo(expected.record().get());
        }
    }

    private static Object payload(@Nullable Object record, Fixture fixture) {
        boolean isFull = fixture.jobs().values().stream().anyMatch(job -> job.contains("row_format: full"));
        Object payload =
                isFull && record instanceof Map<?, ?> map && map.containsKey("after") ? map.get("after") : record;
        return payload == null ? Map.of() : payload;
    }

    private static void check(Rejection rejection, ExpectedError expected, String event) {
        check(expected.code(), rejection.code(), event);
        check(expected.job(), rejection.job(), event);
        check(expected.step(), rejection.stage(), event);
    }

    private static void check(Optional<String> expected, String actual, String event) {
        expected.ifPresent(text -> assertThat(actual).as(event).isEqualTo(text));
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Rejected) {
            return "rejected";
        }
        return outcome instanceof Filtered ? "filtered" : "written";
    }
}
