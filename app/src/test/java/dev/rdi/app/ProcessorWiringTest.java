package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.processor.ProcessorSettings;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.redis.Replicas;
import dev.rdi.redis.target.WriteSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorWiringTest {

    @Test
    void everySettingArrives() {
        ProcessorSettings settings = settings("""
                processors:
                  read_batch_size: 501
                  write_batch_size: 402
                  dlq_max_messages: 303
                  max_row_bytes: 2048
                  coalesce_updates: true
                  retry_max_attempts: 7
                  retry_initial_delay_ms: 11
                  retry_max_delay_ms: 22
                  wait_enabled: true
                  wait_timeout: 33
                  retry_on_replica_failure: false
                """);
        assertThat(settings.readBatchSize()).isEqualTo(501);
        assertThat(settings.maxDeadLetters()).isEqualTo(303);
        assertThat(settings.maxRowBytes()).isEqualTo(2048);
        assertThat(settings.coalesces()).isTrue();
        assertThat(settings.firstDelay()).isEqualTo(Duration.ofMillis(11));
        assertThat(settings.longestDelay()).isEqualTo(Duration.ofMillis(22));
        assertThat(settings.writes())
                .isEqualTo(new WriteSettings(402, 7, new Replicas(true, Duration.ofMillis(33), false)));
    }

    @Test
    void nothingGivenMeansTheDefaults() {
        assertThat(settings("")).isEqualTo(ProcessorSettings.defaults("target"));
    }

    @Test
    void whatIsRejectedIsKeptDroppedOrEndsThePipeline() {
        Map.of("dlq", OnRejected.KEEP, "ignore", OnRejected.IGNORE, "abort", OnRejected.ABORT)
                .forEach((written, meant) -> assertThat(settings("processors:\n  error_handling: " + written + "\n")
                                .onRejected())
                        .isEqualTo(meant));
    }

    private static ProcessorSettings settings(String processors) {
        return ProcessorWiring.settings(TestPipelines.of("", processors));
    }
}
