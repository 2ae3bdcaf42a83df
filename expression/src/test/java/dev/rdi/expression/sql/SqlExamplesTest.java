package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.expression.InvalidExpressionException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SQL expressions that RDI's documentation shows. */
class SqlExamplesTest {

    private static final String MARKET = """
            CASE
              WHEN BillingCountry = 'USA' THEN 'North America'
              WHEN BillingCountry = 'Canada' THEN 'North America'
              WHEN BillingCountry = 'UK' THEN 'Europe'
              WHEN BillingCountry = 'France' THEN 'Europe'
              ELSE 'Other'
            END
            """;

    private static final String THRESHOLD = """
            CASE
              WHEN BillingCountry = 'USA' AND CAST(Total AS REAL) > 11.99 THEN True
              WHEN BillingCountry = 'Canada' AND CAST(Total AS REAL) > 9.99 THEN True
              ELSE False
            END
            """;

    @ParameterizedTest
    @CsvSource({"USA, North America", "Canada, North America", "France, Europe", "Chile, Other"})
    void choosesWithCase(String country, String market) {
        assertThat(Sample.row().text("BillingCountry", country).sql(MARKET)).isEqualTo(market);
    }

    @ParameterizedTest
    @CsvSource({"USA, 11.99, 0", "USA, 100.00, 1", "Canada, 9.99, 0", "Canada, 10.00, 1", "Chile, 99.00, 0"})
    void comparesDecimalsAsNumbers(String country, String total, long kept) {
        assertThat(Sample.row()
                        .text("BillingCountry", country)
                        .decimal("Total", total)
                        .sql(THRESHOLD))
                .isEqualTo(kept);
    }

    @Test
    void formatsDatesAndTimes() {
        Sample row = Sample.row()
                .whole("DATE", 1749047572000L)
                .whole("event_date", 19782)
                .whole("event_time", 36930123456L)
                .whole("event_timestamp", 1704164645678901L)
                .text("zoned", "2025-01-02T14:45:30.123+05:00")
                .text("time_zoned", "07:15:00Z");
        assertThat(row.sql("STRFTIME('%Y-%m-%d %H:%M:%S', DATE / 1000, 'unixepoch')"))
                .isEqualTo("2025-06-04 14:32:52");
        assertThat(row.sql("DATE(event_date * 86400, 'unixepoch')")).isEqualTo("2024-02-29");
        assertThat(row.sql("STRFTIME('%Y/%m/%d', event_date * 86400, 'unixepoch')"))
                .isEqualTo("2024/02/29");
        assertThat(row.sql("TIME(event_time / 1000000, 'unixepoch', 'utc')")).isEqualTo("10:15:30");
        assertThat(row.sql("STRFTIME('%Y-%m-%d %H:%M:%S', event_timestamp / 1000000, 'unixepoch')"))
                .isEqualTo("2024-01-02 03:04:05");
        assertThat(row.sql("STRFTIME('%Y-%m-%d %H:%M:%S', zoned)")).isEqualTo("2025-01-02 09:45:30");
        assertThat(row.sql("STRFTIME('%H:%M:%S', time_zoned)")).isEqualTo("07:15:00");
        assertThat(row.sql("STRFTIME('%s', zoned)")).isEqualTo("1735811130");
    }

    @Test
    void countsTheSecondsToAnExpiry() {
        long inAnHour = Sample.NOW.getEpochSecond() + 3600;
        assertThat(Sample.row()
                        .whole("EXPIRES_TIMESTAMP", inAnHour * 1000)
                        .sql("EXPIRES_TIMESTAMP / 1000 - STRFTIME('%s', 'now')"))
                .isEqualTo(3600L);
        assertThat(Sample.row()
                        .text("EXPIRATION_TS", "2026-11-22T12:11:12+01:00")
                        .sql("STRFTIME('%s', EXPIRATION_TS) - STRFTIME('%s', 'now')"))
                .isEqualTo(3600L);
    }

    @Test
    void mapsATrack() throws InvalidExpressionException {
        Map<String, String> track = new LinkedHashMap<>();
        track.put("id", "trackid");
        track.put("name", "name");
        track.put("duration", "concat(floor(milliseconds / 60000), ':', floor(mod(milliseconds / 1000, 60)))");
        track.put("storagesize", "concat(round(bytes / 1048576.0, 2), 'MB')");
        Sample row = Sample.row()
                .whole("trackid", 16)
                .text("name", "Dog Eat Dog")
                .whole("milliseconds", 215196)
                .whole("bytes", 7032162);
        assertThat(Sql.compileMap(track).evaluate(row.fields(), Sample.evaluation()))
                .asString()
                .isEqualTo("{id=value of trackid, name=value of name, duration=3:35.0, storagesize=6.71MB}");
    }

    @Test
    void greets() {
        Sample row = Sample.row().text("gender", "F").text("full_name", "Ada Lovelace");
        assertThat(row.sql("'Hello ' || CASE WHEN gender = 'F' THEN 'Ms.' WHEN gender = 'M' THEN 'Mr.'\n"
                        + "ELSE 'N/A' END || ' ' || full_name"))
                .isEqualTo("Hello Ms. Ada Lovelace");
    }

    @Test
    void joinsAndComparesFields() {
        Sample row = Sample.row()
                .text("country_code", "de")
                .text("country_name", "Germany")
                .whole("age", 21);
        assertThat(row.sql("country_code || ' - ' || UPPER(country_name)")).isEqualTo("de - GERMANY");
        assertThat(row.sql("age>20")).isEqualTo(1L);
        assertThat(row.sql("floor(age / 10)")).isEqualTo(2L);
        assertThat(row.sql("concat('track:', age)")).isEqualTo("track:21");
        assertThat(row.sql("concat(country_code, ' ', country_name)")).isEqualTo("de Germany");
    }
}
