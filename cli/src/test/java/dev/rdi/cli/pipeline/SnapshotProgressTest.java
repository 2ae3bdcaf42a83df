package dev.rdi.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.cli.client.JsonTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotProgressTest {

    private static SnapshotProgress progress(long rows) {
        return SnapshotProgress.of(new JsonTree(Map.of(
                "phase",
                "snapshot",
                "snapshot",
                Map.of(
                        "tables",
                        List.of(
                                Map.of("table", "a", "rows", 1_000L, "expected", 1_000L, "complete", true),
                                Map.of("table", "b", "rows", rows, "expected", 9_000L, "complete", false))))));
    }

    @Test
    void tellsRowsPercentRateAndTheTimeThatIsLeft() {
        SnapshotRate rate = new SnapshotRate();

        assertThat(rate.text(progress(1_000), 0)).isEqualTo("2,000 of about 10,000 rows (20.0 %), 1 of 2 tables");
        assertThat(rate.text(progress(3_000), 2_000_000_000L))
                .isEqualTo("4,000 of about 10,000 rows (40.0 %), 1 of 2 tables, 1,000 rows/s, about 6s left");
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
