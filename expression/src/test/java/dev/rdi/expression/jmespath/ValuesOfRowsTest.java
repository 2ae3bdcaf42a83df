package dev.rdi.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.RowFields;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import dev.rdi.expression.jmespath.Sample.Column;
import dev.rdi.model.FieldType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesOfRowsTest {

    private static final RowFields ROW = Sample.row(
            Column.of("id", FieldType.INTEGER, "9007199254740993"),
            Column.of("price", FieldType.DECIMAL, "9.990"),
            Column.of("cost", FieldType.DECIMAL, "100"),
            Column.of("name", FieldType.TEXT, "Zoë"),
            Column.of("doc", FieldType.JSON, "{\"a\": 1}"),
            Column.of("tags", FieldType.STRUCTURE, "[\"x\",\"y\"]"),
            Column.of("place", FieldType.STRUCTURE, "{\"city\":\"Rome\"}"),
            Column.of("active", FieldType.BOOLEAN, "true"),
            Column.of("gone", FieldType.BOOLEAN, "false"),
            Column.of("ratio", FieldType.FLOAT, "2.0"),
            Column.of("nothing", FieldType.TEXT, null),
            Column.of("empty", FieldType.TEXT, ""),
            Column.unavailable("big"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "price",
                "[price][0]",
                "{a: price}.a",
                "@ | price",
                "nothing || price",
                "active && price",
                "active && price || name",
                "not_null(nothing, price)",
                "to_array(price)[0]",
                "max([price])",
                "values(@)[1]",
                "*|[1]",
                "reverse([price])[0]",
                "to_entries(@)[1].value",
                "map(&price, [@])[0]",
                "from_entries([{key: 'a', value: price}]).a",
                "merge(@).price",
                "sort([price])[0]",
                "filter_entries(@, `key == 'price'`).price",
                "[price][?@ > `1`] | [0]",
                "[[price]][] | [0]"
            })
    void aColumnThatOnlyMovesStaysThatColumn(String text) {
        assertThat(Sample.evaluate(text, ROW)).isInstanceOf(ColumnValue.class).isEqualTo(ROW.get("price"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "concat(['a:', id]) ~ \"a:9007199254740993\"",
                "upper(name) ~ \"ZOË\"",
                "id == `9007199254740993` ~ true",
                "id == `9007199254740992` ~ false",
                "id > `9007199254740992` ~ true",
                "id > `9007199254740992.0` ~ true",
                "tags[1] ~ \"y\"",
                "length(tags) ~ 2",
                "place.city ~ \"Rome\"",
                "doc.a ~ null",
                "type(doc) ~ \"string\"",
                "json_parse(doc).a ~ 1",
                "type(price) ~ \"string\"",
                "type(tags) ~ \"array\"",
                "type(active) ~ \"boolean\"",
                "active == `true` ~ true",
                "gone || 'no' ~ \"no\"",
                "empty || 'no' ~ \"no\"",
                "nothing || 'no' ~ \"no\"",
                "price < `100` ~ true",
                "price < cost ~ true",
                "price > cost ~ false",
                "cost >= `100.0` ~ true",
                "price < '100' ~ true",
                "price < 'abc' ~ null",
                "name < `1` ~ null",
                "name < 'Zz' ~ true",
                "max([price, cost]) == cost ~ true",
                "min([price, `50`]) == price ~ true",
                "sort([cost, price])[0] == price ~ true",
                "max_by([{v: price}, {v: cost}], &v).v == cost ~ true",
                "concat([active, gone, nothing, ratio, price]) ~ \"TrueFalseNone2.09.990\"",
                "to_string(tags) ~ \"[\\\"x\\\",\\\"y\\\"]\"",
                "keys(@)[0] ~ \"id\"",
                "keys(@)[-1] ~ \"big\"",
                "to_number(price) ~ 9.99",
                "!gone ~ true",
                "!place.city ~ false"
            })
    void columnsAreDecodedWhereTheirValueCounts(String text, String expected) {
        assertThat(Values.json(Sample.evaluate(text, ROW))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "big",
                "big.a.b",
                "big[0]",
                "big[*].a",
                "big.*",
                "big[]",
                "big[1:2]",
                "big[?a]",
                "big | a",
                "upper(big)",
                "concat(['a', big])",
                "concat(to_array([name, big]))",
                "big == 'x'",
                "name != big",
                "big < `1`",
                "!big",
                "big || name",
                "big && name",
                "active && big",
                "nothing || big",
                "[big][?@ == 'x']",
                "join(',', [name, big])",
                "contains([big], 'x')",
                "in(name, [big])",
                "to_string(@)",
                "not_null(nothing, big)",
                "type(big)",
                "[name, big] == [name]",
                "sort([name, big])",
                "sort_by([@], &big)",
                "[name, big][]",
                "hash(big)",
                "length(big)",
                "xml_to_dict(big)",
                "replace(name, big, 'x')",
                "big.[a]",
                "filter_entries(@, `value == 'x'`)",
                "time_delta_days(big)"
            })
    void whatNeedsAnUnavailableValueIsUnavailable(String text) {
        assertThat(Sample.evaluate(text, ROW)).isEqualTo(Unavailable.VALUE);
    }

    @Test
    void anUnavailableElementStaysOne() {
        assertThat(Sample.evaluate("[name, big]", ROW)).isEqualTo(List.of(ROW.get("name"), Unavailable.VALUE));
        assertThat(Sample.evaluate("{a: big, b: upper(big)}", ROW))
                .isEqualTo(Map.of("a", Unavailable.VALUE, "b", Unavailable.VALUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "active || big ~ true",
                "gone && big ~ false",
                "keys(@)[-1] ~ \"big\"",
                "length([big]) ~ 1",
                "not_null(name, big) ~ \"Zoë\"",
                "[name, big][0] ~ \"Zoë\"",
                "big | 'x' ~ \"x\"",
                "filter_entries(@, `key == 'name'`) ~ {\"name\":\"Zoë\"}"
            })
    void whatDoesNotNeedItIsNot(String text, String expected) {
        assertThat(Values.json(Sample.evaluate(text, ROW))).isEqualTo(expected);
    }

    @Test
    void pathsThroughMissingOrNullParentsAreNull() {
        Map<String, @Nullable Object> full = new HashMap<>();
        full.put("after", ROW);
        full.put("before", null);
        assertThat(Sample.evaluate("before.id", full)).isNull();
        assertThat(Sample.evaluate("nowhere.id", full)).isNull();
        assertThat(Sample.evaluate("after.id", full)).isEqualTo(ROW.get("id"));
        assertThat(Sample.evaluate("after.{a: name}.a", full)).isEqualTo(ROW.get("name"));
    }
}
