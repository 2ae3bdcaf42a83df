package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings of RDI's other processor and collectors: they count, or a warning says what does. */
class AdvancedTest {

    private static final String PROCESSORS = "processors:\n  read_batch_size: 2000\n";

    private static final String ALIASES = """
              advanced:
                source: {batch.size: 31, discovery.interval.ms: 12}
                target:
                  batch.size: 13
                  retry.max.attempts: 14
                  retry.initial.delay.ms: 15
                  retry.max.delay.ms: 16
                  wait.enabled: true
                  wait.write.timeout.ms: 17
                  wait.retry.enabled: false
                dlq: {max.len: 18}
                processor: {default.data.type: json, default.json.update.strategy: merge, dlq.enabled: false}
            """.indent(2).replace("    advanced", "  advanced");

    @Test
    void otherNamesCountWithFlink() {
        Loaded loaded = Yaml.run(Yaml.with(PROCESSORS, "processors:\n  type: flink\n" + ALIASES));

        assertThat(codes(loaded)).containsExactly("config.not-available");
        ProcessorsConfig config = loaded.config().orElseThrow().processors();
        assertThat(config.readBatchSize()).isEqualTo(31);
        assertThat(config.idleStreamsCheckInterval()).isEqualTo(Duration.ofMillis(12));
        assertThat(config.busyStreamsCheckInterval()).isEqualTo(Duration.ofMillis(12));
        assertThat(config.writeBatchSize()).isEqualTo(13);
        assertThat(config.retryMaxAttempts()).isEqualTo(14);
        assertThat(config.retryInitialDelay()).isEqualTo(Duration.ofMillis(15));
        assertThat(config.retryMaxDelay()).isEqualTo(Duration.ofMillis(16));
        assertThat(config.waitEnabled()).isTrue();
        assertThat(config.waitTimeout()).isEqualTo(Duration.ofMillis(17));
        assertThat(config.retryOnReplicaFailure()).isFalse();
        assertThat(config.dlqMaxMessages()).isEqualTo(18);
        assertThat(config.targetDataType()).isEqualTo(TargetDataType.JSON);
        assertThat(config.jsonUpdateStrategy()).isEqualTo(JsonUpdateStrategy.MERGE);
        assertThat(config.errorHandling()).isEqualTo(ErrorHandling.IGNORE);
    }

    @Test
    void otherNamesStandAboveOurs() {
        Loaded loaded = Yaml.run(
                Yaml.with(PROCESSORS, PROCESSORS + "  type: flink\n  advanced: {source: {batch.size: 2001}}\n"));

        assertThat(noEffect(loaded)).containsExactly("processors.read_batch_size");
        assertThat(loaded.config().orElseThrow().processors().readBatchSize()).isEqualTo(2001);
    }

    @Test
    void otherNamesMeanNothingWithClassic() {
        Loaded loaded = Yaml.run(Yaml.with(PROCESSORS, PROCESSORS + ALIASES));

        assertThat(noEffect(loaded)).hasSize(13).contains("processors.advanced.target[\"wait.enabled\"]");
        assertThat(loaded.problems())
                .anySatisfy(problem -> assertThat(problem.fix()).contains("wait_enabled"));
        assertThat(loaded.config().orElseThrow().processors().waitEnabled()).isFalse();
    }

    @Test
    void namesWhatHasNoEffectAtAll() {
        Loaded loaded = Yaml.run(Yaml.with(PROCESSORS, """
                processors:
                  type: flink
                  advanced:
                    source: {stream.name.pattern: 'x:*', retry.max.attempts: 3}
                    target: {flush.interval.ms: 5, unheard.of: 1}
                    dlq: {wait.enabled: true}
                    flink: {parallelism.default: 2}
                    resources: {taskManager: {replicas: 2}}
                """));

        assertThat(noEffect(loaded))
                .containsExactly(
                        "processors.advanced.source[\"stream.name.pattern\"]",
                        "processors.advanced.source[\"retry.max.attempts\"]",
                        "processors.advanced.target[\"flush.interval.ms\"]",
                        "processors.advanced.target[\"unheard.of\"]",
                        "processors.advanced.dlq[\"wait.enabled\"]",
                        "processors.advanced.flink[\"parallelism.default\"]",
                        "processors.advanced.resources");
        assertThat(loaded.config()).isPresent();
    }

    @Test
    void aBadValueIsReportedOnceWhereItIsWritten() {
        Loaded loaded = Yaml.run(
                Yaml.with(PROCESSORS, "processors:\n  type: flink\n  advanced: {source: {batch.size: none}}\n"));

        assertThat(loaded.problems().stream().filter(Problem::isError).map(Problem::path))
                .containsExactly("processors.advanced.source[\"batch.size\"]");
    }

    @Test
    void namesWhatMeansNothingToTheCollector() {
        Loaded loaded = Yaml.run(Yaml.with("    tables:", """
                    advanced:
                      sink:
                        redis.batch.size: 5
                        redis.socket.timeout.ms: 5
                        redis.oom.retry.max.delay.ms: 5
                        redis.wait.enabled: true
                      source:
                        poll.interval.ms: 5
                        record.processing.threads: 2
                        max.batch.size: 100
                    tables:""".indent(4).stripTrailing()));

        assertThat(noEffect(loaded))
                .containsExactly(
                        "sources.shop.advanced.sink[\"redis.batch.size\"]",
                        "sources.shop.advanced.sink[\"redis.socket.timeout.ms\"]",
                        "sources.shop.advanced.sink[\"redis.oom.retry.max.delay.ms\"]",
                        "sources.shop.advanced.source[\"poll.interval.ms\"]",
                        "sources.shop.advanced.source[\"record.processing.threads\"]");
    }

    private static List<String> codes(Loaded loaded) {
        return loaded.problems().stream().map(Problem::code).toList();
    }

    private static List<String> noEffect(Loaded loaded) {
        return loaded.problems().stream()
                .filter(problem -> problem.code().equals("config.no-effect"))
                .map(Problem::path)
                .toList();
    }
}
