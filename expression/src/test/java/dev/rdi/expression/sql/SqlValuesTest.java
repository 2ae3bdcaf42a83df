package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.Constant;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.Unavailable;
import dev.rdi.model.FieldType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "1 + 2 * 3 ~ 7",
                "7 / 2 ~ 3",
                "7 / 2.0 ~ 3.5",
                "7 % 4 ~ 3",
                "1 << 4 | 5 ~ 21",
                "'a' || 'b''c' ~ ab'c",
                "NULL IS NULL AND NULL = NULL IS NULL ~ 1",
                "NOT 0 ~ 1",
                "TRUE ~ 1",
                "false ~ 0",
                "0x1F ~ 31",
                "1_000 ~ 1000",
                "1e3 ~ 1000.0",
                ".5 ~ 0.5",
                "-9223372036854775808 ~ -9223372036854775808",
                "'10' + 5 ~ 15",
                "'Abc' LIKE 'a%' ~ 1",
                "'Abc' NOT LIKE ('a%') ~ 0",
                "'Abc' GLOB 'a*' ~ 0",
                "'a%' LIKE 'a!%' ESCAPE '!' ~ 1",
                "like('a%', 'Abc') ~ 1",
                "2 BETWEEN 1 AND 3 ~ 1",
                "2 NOT BETWEEN 1 AND 3 ~ 0",
                "2 IN (1, 2) ~ 1",
                "2 NOT IN (1, 2) ~ 0",
                "'a' = 'A' COLLATE NOCASE ~ 1",
                "1 IS NOT DISTINCT FROM 1 ~ 1",
                "CAST('12abc' AS INTEGER) ~ 12",
                "CAST(3.9 AS DECIMAL(10, 2)) ~ 3.9",
                "CAST(65 AS TEXT) ~ 65",
                "coalesce(NULL, 'x') ~ x",
                "ifnull(NULL, 2) ~ 2",
                "nullif(1, 2) ~ 1",
                "iif(0, 'a', 'b') ~ b",
                "if(1, 'a') ~ a",
                "concat('a', NULL, 1) ~ a1",
                "concat_ws('-', 'a', NULL, 1) ~ a-1",
                "floor(-1.5) ~ -2.0",
                "mod(7, 4) ~ 3.0",
                "round(2.567, 2) ~ 2.57",
                "max(1, 2) ~ 2",
                "min('b', 'a') ~ a",
                "substr('Straße', 5) ~ ße",
                "'{\"a\":[1,2]}' ->> '$.a[1]' ~ 2",
                "'{\"a\":1}' -> 'a' ~ 1",
                "json_object('a', 1) ~ {\"a\":1}",
                "printf('%.2f', 2.5) ~ 2.50",
                "x'00ff' ~ AP8=",
                "typeof(x'00ff') ~ blob",
                "9e999 ~ Infinity",
                "/* one */ 1 -- two ~ 1",
                "1 ; ; ~ 1",
            })
    void evaluatesWhatNeedsNoRecordWhenItCompiles(String expression, String expected)
            throws InvalidExpressionException {
        assertThat(Sql.compile(expression)).isInstanceOf(Constant.class);
        assertThat(Sample.row().sql(expression)).asString().isEqualTo(expected);
    }

    @Test
    void givesAColumnAloneUntouched() throws InvalidExpressionException {
        Sample row = Sample.row().decimal("price", "100.10").with("doc", FieldType.JSON, "{\"a\":1}");
        assertThat(row.sql("price"))
                .isInstanceOfSatisfying(
                        ColumnValue.class, value -> assertThat(value.text()).isEqualTo("100.10"));
        assertThat(row.sql(" ((\"doc\")) -- json")).isInstanceOf(ColumnValue.class);
        assertThat(Sql.compile("price").isVolatile()).isFalse();
    }

    @Test
    void keepsWholeNumbersExact() {
        Sample row = Sample.row().whole("id", 9007199254740993L).whole("max", Long.MAX_VALUE);
        assertThat(row.sql("id + 0")).isEqualTo(9007199254740993L);
        assertThat(row.sql("id = 9007199254740992")).isEqualTo(0L);
        assertThat(row.sql("max || ''")).isEqualTo("9223372036854775807");
        assertThat(row.sql("max - 1")).isEqualTo(Long.MAX_VALUE - 1);
        Sample unsigned = Sample.row().with("big", FieldType.INTEGER, "18446744073709551615");
        assertThat(unsigned.sql("big || ''")).isEqualTo("18446744073709551615");
    }

    @Test
    @DisplayName("pitfall 20: decimals, which travel as text, are numbers in an expression")
    void takesDecimalsAsNumbers() {
        Sample row =
                Sample.row().decimal("price", "9.99").decimal("count", "12").decimal("big", "12345678901234567890");
        assertThat(row.sql("price > 100")).isEqualTo(0L);
        assertThat(row.sql("price * 2")).isEqualTo(19.98);
        assertThat(row.sql("typeof(count)")).isEqualTo("integer");
        assertThat(row.sql("typeof(big)")).isEqualTo("real");
        assertThat(Sample.row().decimal("price", "100.00").sql("price / 3 > 33.3"))
                .isEqualTo(1L);
        assertThat(Sample.row().decimal("price", "NaN").sql("price || '!'")).isEqualTo("NaN!");
    }

    @Test
    void takesEveryTypeOfColumn() {
        Sample row = Sample.row()
                .with("flag", FieldType.BOOLEAN, "true")
                .with("ratio", FieldType.FLOAT, "1.5")
                .with("nan", FieldType.FLOAT, "NaN")
                .with("bytes", FieldType.BYTES, "AP8=")
                .with("list", FieldType.STRUCTURE, "[1,2]")
                .text("none", null)
                .text("empty", "")
                .text("odd", "é😀\u0000z");
        assertThat(row.sql("flag + 1")).isEqualTo(2L);
        assertThat(row.sql("ratio * 2")).isEqualTo(3.0);
        assertThat(row.sql("nan || ''")).isEqualTo("NaN");
        assertThat(row.sql("bytes || ''")).isEqualTo("AP8=");
        assertThat(row.sql("json_array_length(list)")).isEqualTo(2L);
        assertThat(row.sql("none IS NULL")).isEqualTo(1L);
        assertThat(row.sql("none || 'x'")).isNull();
        assertThat(row.sql("empty || ''")).isEqualTo("");
        assertThat(row.sql("coalesce(odd, '')")).isEqualTo("é😀\u0000z");
        assertThat(row.sql("missing || 'x'")).isNull();
    }

    @Test
    void takesValuesThatEarlierStepsMade() {
        Map<String, @Nullable Object> record = new HashMap<>();
        record.put("flag", false);
        record.put("number", 2.5);
        record.put("big", new BigInteger("18446744073709551616"));
        record.put("list", List.of(1L, "a"));
        record.put("map", Map.of("a", Map.of("b", 7L)));
        record.put("infinite", Double.POSITIVE_INFINITY);
        assertThat(Sample.evaluate("flag OR 0", record)).isEqualTo(0L);
        assertThat(Sample.evaluate("number + 1", record)).isEqualTo(3.5);
        assertThat(Sample.evaluate("big || ''", record)).isEqualTo("18446744073709551616");
        assertThat(Sample.evaluate("list || ''", record)).isEqualTo("[1,\"a\"]");
        assertThat(Sample.evaluate("map.a.b + 1", record)).isEqualTo(8L);
        assertThat(Sample.evaluate("map", record)).isEqualTo(Map.of("a", Map.of("b", 7L)));
        assertThat(Sample.evaluate("infinite || ''", record)).isEqualTo("Infinity");
    }

    @Test
    void yieldsUnavailableWhereAColumnIs() {
        Sample row = Sample.row().text("big", Sample.UNAVAILABLE).text("a", "x");
        assertThat(row.sql("big")).isEqualTo(Unavailable.VALUE);
        assertThat(row.sql("a || big")).isEqualTo(Unavailable.VALUE);
        assertThat(row.sql("(SELECT count(*) FROM json_each(big))")).isEqualTo(Unavailable.VALUE);
        assertThat(row.sql("a || ''")).isEqualTo("x");
        Map<String, @Nullable Object> nested = Sample.full(null, row.fields());
        assertThat(Sample.evaluate("after.big || ''", nested)).isEqualTo(Unavailable.VALUE);
        assertThat(Sample.evaluate("json(after)", nested)).isEqualTo(Unavailable.VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json_extract(secret, '$.x')",
                "json_extract('{}', secret)",
                "abs(least)",
                "secret LIKE 'a' ESCAPE secret",
                "(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c) || secret",
                "printf('%.*c', 100000000, secret)",
            })
    void rejectsARecordWithoutShowingItsValues(String expression) {
        Sample row = Sample.row().text("secret", "hunter2").whole("least", Long.MIN_VALUE);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> row.sql(expression))
                    .isInstanceOf(ExpressionFailedException.class)
                    .hasMessageNotContainingAny("hunter2", "9223372036854775808");
        }
        assertThat(row.sql("secret || ''")).isEqualTo("hunter2");
    }
}
