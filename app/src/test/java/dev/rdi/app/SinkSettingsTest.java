package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.secret.Settings;
import dev.rdi.redis.Replicas;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {

    @Test
    void noReplicaIsAwaitedUnlessAskedFor() {
        assertThat(new SinkSettings(Settings.NONE).replicas()).isEqualTo(Replicas.NOT_AWAITED);
        assertThat(of(Map.of("redis.wait.timeout.ms", "5")).replicas()).isEqualTo(Replicas.NOT_AWAITED);
    }

    @Test
    void asksForASecondAndGoesOnUnlessToldOtherwise() {
        SinkSettings settings = of(Map.of("redis.wait.enabled", "true"));
        assertThat(settings.replicas()).isEqualTo(new Replicas(true, Duration.ofSeconds(1), false));
        assertThat(settings.pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everySettingArrives() {
        SinkSettings settings = of(Map.of(
                "redis.wait.enabled", "true",
                "redis.wait.timeout.ms", "5",
                "redis.wait.write.timeout.ms", "6",
                "redis.wait.retry.enabled", "true",
                "redis.wait.retry.delay.ms", "7"));
        assertThat(settings.replicas()).isEqualTo(new Replicas(true, Duration.ofMillis(5), true));
        assertThat(settings.pause()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void theOtherNameOfTheTimeoutCountsAlone() {
        assertThat(of(Map.of("redis.wait.enabled", "true", "redis.wait.write.timeout.ms", "6"))
                        .replicas()
                        .timeout())
                .isEqualTo(Duration.ofMillis(6));
    }

    private static SinkSettings of(Map<String, String> given) {
        return new SinkSettings(new Settings(given));
    }
}
