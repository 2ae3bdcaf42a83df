package dev.rdi.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.control.metrics.Exposition.Buckets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    private static final Metric ROWS = Metric.counter("RowsScanned", "Rows", "table");
    private static final Metric SECONDS = Metric.histogram("took_seconds", "Time", "pipeline");

    private final Exposition exposition = new Exposition();

    @Test
    void putsTheValuesOfAMetricBesideEachOther() {
        exposition.add(ROWS, 1, "a");
        exposition.add(ProcessorSet.ELAPSED, 2.5);
        exposition.add(ROWS, 3_000_000_000_000L, "b");
        assertThat(exposition.text()).isEqualTo("""
                # HELP RowsScanned Rows
                # TYPE RowsScanned counter
                RowsScanned{table="a"} 1
                RowsScanned{table="b"} 3000000000000
                # HELP monitor_time_elapsed_total Seconds since this process began to export metrics
                # TYPE monitor_time_elapsed_total counter
                monitor_time_elapsed_total 2.5
                """);
    }

    @Test
    void writesHistograms() {
        exposition.add(SECONDS, new Buckets(List.of(0.001, 1.0), List.of(2L, 5L), 7.25, 6), "p");
        assertThat(exposition.text()).isEqualTo("""
                # HELP took_seconds Time
                # TYPE took_seconds histogram
                took_seconds_bucket{pipeline="p",le="0.001"} 2
                took_seconds_bucket{pipeline="p",le="1"} 5
                took_seconds_bucket{pipeline="p",le="+Inf"} 6
                took_seconds_sum{pipeline="p"} 7.25
                took_seconds_count{pipeline="p"} 6
                """);
    }

    @Test
    @DisplayName("R79: hostile names in labels")
    void escapesLabels() {
        exposition.add(ROWS, 1, "a-b\"c\\d\ne{}é😀");
        assertThat(exposition.text()).contains("RowsScanned{table=\"a-b\\\"c\\\\d\\ne{}é😀\"} 1\n");
    }

    @Test
    void refusesLabelsThatAreNotDeclared() {
        assertThatThrownBy(() -> exposition.add(ROWS, 1)).hasMessageContaining("RowsScanned");
    }

    @Test
    void everyMetricIsDeclaredOnce() {
        List<List<Metric>> sets = List.of(
                CollectorSet.DOCUMENTED,
                CollectorSet.OWN,
                ProcessorSet.DOCUMENTED,
                ProcessorSet.OWN,
                OperatorSet.DOCUMENTED,
                OperatorSet.OWN);
        assertThat(sets.stream().flatMap(List::stream).map(Metric::name)).doesNotHaveDuplicates();
    }
}
