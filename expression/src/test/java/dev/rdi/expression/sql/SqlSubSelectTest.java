package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.FieldType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlSubSelectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "(SELECT count(*) FROM json_each(tags)) ~ 3",
                "(SELECT sum(value) FROM json_each(tags)) ~ 60",
                "(SELECT max(value) FROM json_each(tags) WHERE value < least * 10 + value) ~ 30",
                "(SELECT max(value) FROM json_each(tags)) - least ~ 25",
                "EXISTS (SELECT 1 FROM json_each(tags) WHERE value = least * 4) ~ 1",
                "NOT EXISTS (SELECT 1 FROM json_each(tags) WHERE value = least) ~ 1",
                "20 IN (SELECT value FROM json_each(tags)) ~ 1",
                "(SELECT value) ~ row",
                "(SELECT max(value) FROM json_each(tags)) || (SELECT value) ~ 30row",
                "(SELECT group_concat(value, '-') FROM (SELECT value FROM json_each(tags) ORDER BY value DESC)) ~ 30-20-10",
                "(SELECT group_concat(t.value) FROM json_each(tags) AS t JOIN json_each(tags) u ON t.key = u.key) ~ 10,20,30",
                "(SELECT value FROM json_each(tags) LIMIT 1 OFFSET one) ~ 20",
                "(SELECT value AS one FROM json_each(tags) ORDER BY one DESC LIMIT 1) ~ 30",
                "(SELECT x.y.z) ~ deep",
                "(SELECT sum(n) FROM (SELECT 1 AS n UNION ALL SELECT least)) ~ 6",
                "(VALUES (least)) ~ 5",
                "(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < least) SELECT sum(x) FROM c) ~ 15",
                "(SELECT row_number() OVER (ORDER BY value DESC) FROM json_each(tags) WHERE value = 10) ~ 1",
                "(SELECT group_concat(atom) FROM json_tree(tags) WHERE \"type\" = 'integer') ~ 10,20,30",
                "(SELECT count(*) FILTER (WHERE value > 10) FROM json_each(tags)) ~ 2",
            })
    void seesItsOwnNamesFirstAndTheRecordsBehindThem(String expression, String expected) {
        Sample row = Sample.row()
                .with("tags", FieldType.STRUCTURE, "[10,20,30]")
                .with("x", FieldType.STRUCTURE, "{\"y\":{\"z\":\"deep\"}}")
                .whole("least", 5)
                .whole("one", 1)
                .text("value", "row");
        assertThat(row.sql(expression)).asString().isEqualTo(expected);
    }
}
