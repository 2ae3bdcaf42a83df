package dev.rdi.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({"1970-01-01,0", "2024-02-29,19782", "1969-12-31,-1", "0044-03-15 BC,-735160", "10000-01-01,2932897"})
    @DisplayName("P24: dates are days since 1970")
    void countsDays(String text, long days) {
        assertThat(TimeText.epochDays(text)).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01 00:00:00.000001,1",
        "1969-12-31 23:59:59.5,-500000",
        "2024-02-29 12:34:56.789,1709210096789000",
        "0001-01-01 00:00:00 BC,-62167219200000000"
    })
    void countsMicroseconds(String text, long micros) {
        assertThat(TimeText.epochMicros(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({"00:00:00,0", "24:00:00,86400000000", "12:34:56.7,45296700000"})
    @DisplayName("P24: 24:00:00 is a whole day")
    void countsMicrosecondsOfADay(String text, long micros) {
        assertThat(TimeText.microsOfDay(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:00+02,10:00:00Z",
        "12:00:00.120+05:30,06:30:00.12Z",
        "23:30:00-01,00:30:00Z",
        "12:00:00-07:52:58,19:52:58Z",
        "10:00:00+00,10:00:00Z"
    })
    void writesTimesInUtc(String text, String iso) {
        assertThat(TimeText.utcTime(text)).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29 12:34:56.789+00,6,2024-02-29T12:34:56.789000Z",
        "2024-02-29 12:34:56+00,0,2024-02-29T12:34:56Z",
        "2024-02-29 12:34:56.79+00,3,2024-02-29T12:34:56.790Z",
        "0044-03-15 00:00:00+00 BC,6,-0043-03-15T00:00:00.000000Z",
        "infinity,6,infinity"
    })
    void writesTimestampsWithTheDigitsOfTheirColumn(String text, int precision, String iso) {
        assertThat(TimeText.utcTimestamp(text, precision)).isEqualTo(iso);
    }

    @Test
    void refusesWhatPostgresDoesNotPrint() {
        assertThatThrownBy(() -> TimeText.epochDays("31/12/2024")).isInstanceOf(IllegalArgumentException.class);
    }
}
