package dev.rdi.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rdi.control.SourceReport.Sync;
import dev.rdi.control.SourceReport.TableRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SnapshotViewTest {

    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void showsRateAndTimeLeftWhileItRuns() {
        SnapshotView view = SnapshotView.of("running", Optional.of(half()), BEGAN.plusSeconds(10));
        assertThat(view.rows()).isEqualTo(1_500);
        assertThat(view.expectedRows()).isEqualTo(4_000);
        assertThat(view.percent()).isEqualTo(37.5);
        assertThat(view.rowsPerSecond()).isEqualTo(150);
        assertThat(view.secondsLeft()).isEqualTo(17);
        assertThat(view.endedAt()).isNull();
        assertThat(view.tables())
                .extracting(SnapshotView.Table::table, SnapshotView.Table::percent)
                .containsExactly(tuple("public.a", 100.0), tuple("public.b", 16.6));
    }

    @Test
    void isNotWholeBeforeItIsComplete() {
        Sync late = new Sync(BEGAN, Optional.empty(), List.of(new TableRows("public.a", 2_000, 2_000, false)));
        SnapshotView view = SnapshotView.of("running", Optional.of(late), BEGAN.plusSeconds(1));
        assertThat(view.percent()).isEqualTo(99.9);
        assertThat(view.secondsLeft()).isZero();
    }

    @Test
    void keepsWhatItTookWhenItIsDone() {
        Sync done = new Sync(
                BEGAN,
                Optional.of(BEGAN.plusSeconds(2)),
                List.of(new TableRows("public.a", 100, 100, true), new TableRows("public.empty", 0, 0, true)));
        SnapshotView view = SnapshotView.of("completed", Optional.of(done), BEGAN.plusSeconds(1_000));
        assertThat(view.percent()).isEqualTo(100);
        assertThat(view.rowsPerSecond()).isEqualTo(50);
        assertThat(view.secondsLeft()).isNull();
        assertThat(view.tables()).allMatch(table -> table.percent() == 100);
    }

    @Test
    void saysNothingOfASyncThatAnotherProcessTook() {
        SnapshotView view = SnapshotView.of("completed", Optional.empty(), BEGAN);
        assertThat(view.percent()).isEqualTo(100);
        assertThat(view.beganAt()).isNull();
    }

    @Test
    void reportsSurviveTheirText() {
        SourceReport report = new SourceReport(
                Optional.of(half()),
                List.of(new TableRows("public.added", 1, 2, false)),
                OptionalLong.of(12),
                OptionalLong.empty(),
                OptionalLong.of(1L << 40));
        Observed observed = new Observed(
                1, 2, PipelineStatus.STARTED, BEGAN, BEGAN, "here", "snapshot", List.of(), Map.of("a", 1.5), report);
        assertThat(ObservedCodec.decode(ObservedCodec.encode(observed))).isEqualTo(observed);
    }

    private static Sync half() {
        return new Sync(
                BEGAN,
                Optional.empty(),
                List.of(new TableRows("public.a", 1_000, 1_000, true), new TableRows("public.b", 500, 3_000, false)));
    }
}
