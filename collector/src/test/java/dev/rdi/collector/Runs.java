package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** Starts collectors and waits for what they do. */
final class Runs {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Runs() {}

    static Collector start(PostgresSettings settings, ChangeSink sink, MemoryOffsets offsets) {
        return start(settings, sink, offsets, new Health());
    }

    static Collector start(PostgresSettings settings, ChangeSink sink, MemoryOffsets offsets, Health health) {
        Collector collector =
                new Collector(settings, sink, offsets, offsets.captures(), Resets.NONE, new StopSignal(), health);
        collector.start();
        return collector;
    }

    /** The same settings with properties for Debezium. */
    static PostgresSettings with(PostgresSettings settings, Map<String, String> advanced) {
        return publishing(settings, settings.publication(), advanced);
    }

    /** The same settings with another publication. */
    static PostgresSettings publishing(PostgresSettings settings, String publication, Map<String, String> advanced) {
        return new PostgresSettings(
                settings.host(),
                settings.port(),
                settings.database(),
                settings.user(),
                settings.password(),
                settings.server(),
                settings.schemas(),
                settings.tables(),
                advanced,
                settings.slot(),
                publication,
                settings.textOfBitsAndIntervals());
    }

    static void awaitState(Collector collector, State state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            State now = collector.status().state();
            if (state != State.FAILED) {
                assertThat(collector
                                .status()
                                .failure()
                                .map(Throwable::getMessage)
                                .filter(m -> now == State.FAILED))
                        .isEmpty();
            }
            return now == state;
        });
    }

    /** Fails unless something stays as it is for a while. */
    static void awaitStays(Callable<Boolean> condition) {
        await().during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
    }
}
