package dev.rdi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void takesTheMiddleOfAnOddNumberOfValues() {
        Series series = series(30, 10, 20);

        assertThat(series.median()).isEqualTo(20);
        assertThat(series.min()).isEqualTo(10);
        assertThat(series.max()).isEqualTo(30);
    }

    @Test
    void liesBetweenTheMiddleTwoOfAnEvenNumberOfValues() {
        assertThat(series(1, 4, 2, 3).median()).isEqualTo(2.5);
    }

    @Test
    void findsPercentilesOfManyValues() {
        List<Double> values =
                IntStream.rangeClosed(0, 1000).mapToObj(value -> (double) value).toList();

        assertThat(Series.percentile(values, 50)).isCloseTo(500, within(0.001));
        assertThat(Series.percentile(values, 99)).isCloseTo(990, within(0.001));
        assertThat(Series.percentile(values, 100)).isCloseTo(1000, within(0.001));
    }

    @Test
    void refusesToSumUpNothing() {
        assertThatThrownBy(() -> Series.percentile(List.of(), 50)).hasMessage("no values");
    }

    private static Series series(double... values) {
        Series series = new Series();
        for (double value : values) {
            series.add(value);
        }
        return series;
    }
}
