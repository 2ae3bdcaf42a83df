package dev.rdi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Results results = new Results();

    @Test
    void showsMedianMinimumAndMaximumOfTheRounds() {
        results.add("Snapshot", "HSET", "records/s", 77_123.4);
        results.add("Snapshot", "HSET", "records/s", 70_000);
        results.add("Snapshot", "HSET", "records/s", 80_000);

        assertThat(tables()).contains("| HSET | 77,123 (70,000–80,000) |");
    }

    @Test
    void leavesCellsEmptyThatWereNotMeasured() {
        results.add("Snapshot", "COPY", "records/s", 131_000);
        results.add("Snapshot", "HSET", "records/s", 77_000);
        results.add("Snapshot", "HSET", "CPU", 11.04);

        assertThat(tables()).contains("""
                ## Snapshot

                |  | records/s | CPU |
                |---|---|---|
                | COPY | 131,000 |  |
                | HSET | 77,000 | 11.0 |
                """);
    }

    @Test
    void putsTheComparisonsWithGoalsFirst() {
        results.add("Drain", "HSET", "records/s", 77_000);
        results.judge("processor / HSET", "0.55 or more", 0.614);

        assertThat(tables()).startsWith("## In short").contains("| processor / HSET | 0.61 | 0.55 or more |");
    }

    @Test
    void namesTheMachineAndWhatWasLeftOut() {
        results.remark("The stock server was not measured.");
        results.remark("The stock server was not measured.");

        assertThat(new Report(results, Map.of("Java", "17")).markdown())
                .contains("- Java: 17\n")
                .containsOnlyOnce("- The stock server was not measured.\n");
    }

    private String tables() {
        return new Report(results, Map.of()).tables();
    }
}
