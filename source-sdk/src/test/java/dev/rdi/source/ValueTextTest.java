package dev.rdi.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTextTest {

    /** The texts of docs/types.md. P25, P27: exact at any size. */
    static Stream<Arguments> values() {
        return Stream.of(
                arguments(ColumnType.BOOLEAN, true, "true"),
                arguments(ColumnType.INTEGER, Long.MAX_VALUE, "9223372036854775807"),
                arguments(ColumnType.INTEGER, new BigInteger("18446744073709551615"), "18446744073709551615"),
                arguments(ColumnType.INTEGER, new BigDecimal("1E+3"), "1000"),
                arguments(ColumnType.INTEGER, "42", "42"),
                arguments(ColumnType.FLOAT, 1.5, "1.5"),
                arguments(ColumnType.FLOAT, 1e10, "10000000000.0"),
                arguments(ColumnType.FLOAT, 0.1f, "0.1"),
                arguments(ColumnType.FLOAT, 7, "7.0"),
                arguments(ColumnType.FLOAT, new BigDecimal("2.50"), "2.5"),
                arguments(ColumnType.FLOAT, Double.NaN, "NaN"),
                arguments(ColumnType.FLOAT, "-Infinity", "-Infinity"),
                arguments(ColumnType.DECIMAL, new BigDecimal("1.10"), "1.10"),
                arguments(ColumnType.DECIMAL, "0.00000001", "0.00000001"),
                arguments(ColumnType.DECIMAL, 3L, "3"),
                arguments(ColumnType.TEXT, "", ""),
                arguments(
                        ColumnType.TEXT,
                        UUID.fromString("00000000-0000-0000-0000-000000000001"),
                        "00000000-0000-0000-0000-000000000001"),
                arguments(ColumnType.JSON, "{\"a\": [1, 2.50]}", "{\"a\": [1, 2.50]}"),
                arguments(ColumnType.JSON, Map.of("a", List.of(1, "x")), "{\"a\":[1,\"x\"]}"),
                arguments(ColumnType.STRUCTURE, Arrays.asList(1, null, "q\""), "[1,null,\"q\\\"\"]"),
                arguments(ColumnType.BYTES, new byte[] {0, -1, 16}, "AP8Q"),
                arguments(ColumnType.BYTES, "AP8Q", "AP8Q"),
                arguments(ColumnType.DATE, LocalDate.of(2024, 2, 29), "19782"),
                arguments(ColumnType.DATE, "2024-02-29", "19782"),
                arguments(ColumnType.DATE, 19782, "19782"),
                arguments(ColumnType.TIME, LocalTime.of(0, 0, 1), "1000000"),
                arguments(ColumnType.TIME, "10:15:30.000001", "36930000001"),
                arguments(ColumnType.TIMESTAMP, LocalDateTime.of(1970, 1, 1, 0, 0, 1, 1000), "1000001"),
                arguments(ColumnType.TIMESTAMP, "1969-12-31 23:59:59", "-1000000"),
                arguments(ColumnType.ZONED_TIMESTAMP, Instant.EPOCH, "1970-01-01T00:00:00Z"),
                arguments(
                        ColumnType.ZONED_TIMESTAMP,
                        OffsetDateTime.parse("2024-01-02T03:04:05.5+02:00"),
                        "2024-01-02T01:04:05.5Z"),
                arguments(ColumnType.ZONED_TIMESTAMP, "2024-01-02T03:04:05+02:00", "2024-01-02T01:04:05Z"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesValuesAsTheCollectorDoes(ColumnType type, Object value, String text) throws Exception {
        assertThat(ValueText.of(type, value)).isEqualTo(text);
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                arguments(ColumnType.BOOLEAN, 1),
                arguments(ColumnType.INTEGER, 1.5),
                arguments(ColumnType.INTEGER, "1.0"),
                arguments(ColumnType.INTEGER, new BigDecimal("1E+1000000")),
                arguments(ColumnType.FLOAT, "ten"),
                arguments(ColumnType.DECIMAL, "1e5"),
                arguments(ColumnType.TEXT, 7),
                arguments(ColumnType.JSON, "{\"a\":"),
                arguments(ColumnType.JSON, "1 2"),
                arguments(ColumnType.STRUCTURE, "text"),
                arguments(ColumnType.BYTES, "?"),
                arguments(ColumnType.DATE, "2024-02-30"),
                arguments(ColumnType.TIME, "25:00"),
                arguments(ColumnType.TIMESTAMP, "yesterday"),
                arguments(ColumnType.ZONED_TIMESTAMP, "2024-01-02T03:04:05"),
                arguments(ColumnType.ZONED_TIMESTAMP, 5));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void refusesWhatIsNoValueOfTheType(ColumnType type, Object value) {
        assertThatThrownBy(() -> ValueText.of(type, value))
                .isInstanceOf(ValueText.NotOfTypeException.class)
                .hasMessageNotContaining(value.toString());
    }
}
