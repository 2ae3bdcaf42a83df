package dev.rdi.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.cli.client.JsonTree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotProgressTest {

    private static final Map<String, Object> SNAPSHOT = Map.of(
            "rows",
            4_000L,
            "expected_rows",
            10_000L,
            "percent",
            new BigDecimal("40.0"),
            "rows_per_second",
            new BigDecimal("1000.4"),
            "seconds_left",
            66L,
            "tables",
            List.of(Map.of("table", "a", "complete", true), Map.of("table", "b", "complete", false)));

    private static SnapshotProgress progress(String phase) {
        return SnapshotProgress.of(new JsonTree(Map.of("phase", phase, "snapshot", SNAPSHOT)));
    }

    @Test
    void tellsRowsPercentRateAndTheTimeThatIsLeft() {
        assertThat(progress("snapshot").text())
                .isEqualTo("4,000 of about 10,000 rows (40.0 %), 1 of 2 tables, 1,000 rows/s, about 1m6s left");
        assertThat(progress("streaming").text()).isEqualTo("4,000 rows of 2 tables");
    }

    @Test
    void tellsThePhaseWhereThereAreNoNumbers() {
        assertThat(SnapshotProgress.of(new JsonTree(Map.of("phase", "snapshot")))
                        .text())
                .isEqualTo("reading the tables");
        assertThat(SnapshotProgress.of(new JsonTree(Map.of("phase", "streaming")))
                        .isDone())
                .isTrue();
        assertThat(SnapshotProgress.of(new JsonTree(null)).text()).isEqualTo("waiting for the collector");
    }
}
