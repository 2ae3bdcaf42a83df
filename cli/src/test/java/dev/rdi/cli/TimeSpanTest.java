package dev.rdi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeSpanTest {

    @ParameterizedTest
    @CsvSource({"2m,PT2M", "1h30m,PT1H30M", "1.5s,PT1.5S", "500ms,PT0.5S", "0,PT0S", "90s,PT1M30S"})
    void readsNumbersWithUnits(String typed, Duration span) {
        assertThat(new TimeSpan().convert(typed)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "2 m", "m", "-1s", "1d", "99999999999999999999999999999999999h"})
    void refusesOthers(String typed) {
        assertThatThrownBy(() -> new TimeSpan().convert(typed)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void printsThemForPeople() {
        assertThat(TimeSpan.text(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(TimeSpan.text(Duration.ofSeconds(45))).isEqualTo("45s");
        assertThat(TimeSpan.text(Duration.ofMillis(300))).isEqualTo("300ms");
    }
}
