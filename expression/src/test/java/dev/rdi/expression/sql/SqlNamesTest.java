package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.expression.FieldPath;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.model.FieldType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order", "select", "a b", "a.b", "a\"b", "a`b", "a]b", "a'b", "😀", "naïve", "x--y", "?1", "null",
                "true", "value", "rowid", "a\\b", "1st", "a;b", "(", " "
            })
    void readsAColumnOfAnyNameInQuotes(String name) {
        Sample row = Sample.row().text(name, "x").text("json", "[1]");
        String doubled = '"' + name.replace("\"", "\"\"") + '"';
        String back = '`' + name.replace("`", "``") + '`';
        assertThat(row.sql(doubled + " || '!'")).isEqualTo("x!");
        assertThat(row.sql(back + " || '!'")).isEqualTo("x!");
        assertThat(row.sql("(SELECT max(" + doubled + " || '!'))")).isEqualTo("x!");
        if (!name.contains("]")) {
            assertThat(row.sql("[" + name + "] || '!'")).isEqualTo("x!");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left",
                "right",
                "key",
                "before",
                "date",
                "end",
                "plan",
                "query",
                "row",
                "like",
                "match",
                "replace",
                "timestamp",
                "user",
                "desc",
                "naïve",
                "😀",
                "_a",
                "a$1",
                "if",
                "cast",
                "filter",
                "over",
                "with",
                "offset"
            })
    void readsNamesThatAreWordsOfSqlElsewhere(String name) {
        Sample row = Sample.row().text(name, "x");
        assertThat(row.sql(name + " || '!'")).isEqualTo("x!");
        assertThat(row.sql("CASE WHEN " + name + " = 'x' THEN " + name + " END"))
                .isEqualTo("x");
    }

    @Test
    void prefersTheExactCaseAndTakesTheOnlyOther() {
        Sample pair = Sample.row()
                .whole("a", 1)
                .whole("A", 2)
                .whole("bB", 3)
                .whole("Bb", 4)
                .whole("One", 5);
        assertThat(pair.sql("a + 10 * A")).isEqualTo(21L);
        assertThat(pair.sql("(SELECT a + 10 * A)")).isEqualTo(21L);
        assertThat(pair.sql("\"a\" || \"A\"")).isEqualTo("12");
        assertThat(pair.sql("BB + 0")).isNull();
        assertThat(pair.sql("ONE + 0")).isEqualTo(5L);
        assertThat(pair.sql("(SELECT one)")).isEqualTo(5L);
        assertThat(Sample.evaluate("ONE", Map.of("one", 5L))).isEqualTo(5L);
    }

    @Test
    void findsTheColumnInRowsOfAnotherType() throws InvalidExpressionException {
        var expression = Sql.compile("Id + 0");
        assertThat(expression.evaluate(Sample.row().whole("id", 1).fields(), Sample.evaluation()))
                .isEqualTo(1L);
        assertThat(expression.evaluate(Sample.row().whole("x", 1).fields(), Sample.evaluation()))
                .isNull();
        assertThat(expression.evaluate(Sample.row().whole("ID", 2).fields(), Sample.evaluation()))
                .isEqualTo(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after.id",
                "\"after.id\"",
                "`after.id`",
                "\"after\".\"id\"",
                "[after].[id]",
                "after . id",
                "AFTER.ID",
                "(SELECT after.id)",
                "(SELECT \"after.id\")"
            })
    void reachesNestedFields(String reference) throws InvalidExpressionException {
        Map<String, @Nullable Object> record =
                Sample.full(null, Sample.row().whole("id", 7).fields());
        assertThat(Sample.evaluate(reference + " + 1", record)).isEqualTo(8L);
        assertThat(Sql.compile(reference + " + 1").reads())
                .hasSize(1)
                .allMatch(path -> path.toString().equalsIgnoreCase("after.id"));
    }

    @Test
    void isNullThroughAMissingParent() {
        Map<String, @Nullable Object> record = Sample.full(
                null,
                Sample.row()
                        .with("doc", FieldType.STRUCTURE, "{\"x\":{\"y\":[1]}}")
                        .fields());
        assertThat(Sample.evaluate("before.id", record)).isNull();
        assertThat(Sample.evaluate("before.id IS NULL", record)).isEqualTo(1L);
        assertThat(Sample.evaluate("after.doc.x.y || ''", record)).isEqualTo("[1]");
        assertThat(Sample.evaluate("(SELECT count(*) FROM json_each(after.doc.x.y))", record))
                .isEqualTo(1L);
        assertThat(Sample.evaluate("after.doc.z.y", record)).isNull();
        assertThat(Sample.evaluate("opcode = 'u'", record)).isEqualTo(1L);
    }

    @Test
    void takesAFieldWithADotBeforeANestedOne() {
        assertThat(Sample.evaluate("\"a.b\" + 0", Map.of("a.b", 1L, "a", Map.of("b", 2L))))
                .isEqualTo(1L);
        assertThat(Sample.evaluate("\"a.b\" + 0", Map.of("a", Map.of("b", 2L)))).isEqualTo(2L);
        assertThat(Sample.evaluate("\"a\\.b\" + 0", Map.of("a.b", 1L, "a", Map.of("b", 2L))))
                .isEqualTo(1L);
    }

    @Test
    void neverTakesAnUnknownNameInDoubleQuotesForText() {
        assertThat(Sample.row().text("a", "USA").sql("a = \"USA\"")).isNull();
        assertThat(Sample.row().text("a", "USA").sql("(SELECT \"USA\")")).isNull();
        assertThat(Sample.row().text("a", "[1]").sql("(SELECT max(\"USA\") FROM json_each(a))"))
                .isNull();
    }

    @Test
    void saysWhatItReads() throws InvalidExpressionException {
        assertThat(reads("upper(name) || id || name")).containsExactlyInAnyOrder("name", "id");
        assertThat(reads("(SELECT count(*) FROM json_each(tags) t WHERE t.value > minimum AND key <> \"order\")"))
                .containsExactlyInAnyOrder("tags", "minimum", "order");
        assertThat(reads("CAST(a AS varchar(10)) COLLATE nocase = DATE(b, 'utc')"))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(reads("\"a.b\"")).containsExactlyInAnyOrder("a.b", "a\\.b");
        assertThat(
                        reads(
                                "(WITH RECURSIVE c(x) AS (SELECT n UNION ALL SELECT x + 1 FROM c LIMIT 5) SELECT max(x) FROM c)"))
                .containsExactly("n");
        assertThat(reads("CURRENT_DATE || 'x' || TRUE")).isEmpty();
    }

    private static List<String> reads(String expression) throws InvalidExpressionException {
        return Sql.compile(expression).reads().stream().map(FieldPath::toString).toList();
    }
}
