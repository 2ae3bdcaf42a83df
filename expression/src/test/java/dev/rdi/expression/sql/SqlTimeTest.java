package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.expression.InvalidExpressionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "CURRENT_DATE ~ 2026-11-22",
                "current_time ~ 10:11:12",
                "CURRENT_TIMESTAMP ~ 2026-11-22 10:11:12",
                "date() ~ 2026-11-22",
                "time( ) ~ 10:11:12",
                "datetime('now') ~ 2026-11-22 10:11:12",
                "datetime('NOW', '-1 day', 'localtime', 'utc') ~ 2026-11-21 10:11:12",
                "strftime('%Y') ~ 2026",
                "strftime('%H:%M:%f', 'now') ~ 10:11:12.345",
                "unixepoch() ~ 1795342272",
                "unixepoch('subsec') ~ 1.795342272345E9",
                "strftime('%f', 'subsec') ~ 12.345",
                "timediff('now', '2026-11-21 10:11:12.345') ~ +0000-00-01 00:00:00.000",
                "(SELECT date('now')) ~ 2026-11-22",
                "date('now', 'start of month', '+1 month', '-1 day') ~ 2026-11-30",
            })
    void takesTheTimeOfTheEvaluation(String expression, String expected) throws InvalidExpressionException {
        assertThat(Sql.compile(expression).isVolatile()).isTrue();
        assertThat(Sample.row().sql(expression)).asString().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "datetime('2026-01-01', 'localtime') ~ 2026-01-01 00:00:00",
                "datetime('2026-01-01', 'UTC') ~ 2026-01-01 00:00:00",
                "time(3600, 'unixepoch', 'utc') ~ 01:00:00",
                "date('2026-01-01') || 'now' ~ 2026-01-01now",
                "strftime('now', '2026-01-01') ~ now",
                "upper('now') ~ NOW",
            })
    void dependsOnNoClockAndNoZoneOtherwise(String expression, String expected) throws InvalidExpressionException {
        assertThat(Sql.compile(expression).isVolatile()).isFalse();
        assertThat(Sample.row().sql(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"random()", "RANDOMBLOB(4)", "(SELECT random())"})
    void knowsWhatIsRandom(String expression) throws InvalidExpressionException {
        assertThat(Sql.compile(expression).isVolatile()).isTrue();
    }
}
