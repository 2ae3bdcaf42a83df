package dev.rdi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.FieldType;
import dev.rdi.model.Row;
import dev.rdi.testing.TypesPage;
import dev.rdi.testing.TypesPage.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

    private final DocumentReader reader = new DocumentReader();

    static List<Line> types() {
        return TypesPage.lines("MongoDB");
    }

    @ParameterizedTest
    @MethodSource("types")
    void givesEachTypeAsTheTableHasIt(Line line) {
        Row row = read("{\"v\": " + line.value() + ",\"nested\": {\"a\": [" + line.value() + "]},\"behind\": 1}");

        assertThat(row.text("v")).isEqualTo(line.hash());
        assertThat(row.text("nested")).contains("{\"a\":[" + line.document().orElseThrow() + "]}");
        assertThat(row.text("behind")).contains("1");
        Row id = reader.readId(line.value().getBytes(StandardCharsets.UTF_8));
        assertThat(id.text(DocumentReader.ID)).as("whatever form a key is in").isEqualTo(row.text("v"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"$oid\": \"596e275826f08b2730779e1f\"}; TEXT",
                "\"a\"; TEXT",
                "1; INTEGER",
                "{\"$numberLong\": \"1\"}; INTEGER",
                "1.0; FLOAT",
                "NaN; FLOAT",
                "{\"$numberDouble\": \"1\"}; FLOAT",
                "{\"$numberDecimal\": \"1\"}; DECIMAL",
                "false; BOOLEAN",
                "{\"$date\": 0}; TEXT",
                "{\"$binary\": \"\", \"$type\": \"00\"}; BYTES",
                "{\"$binary\": \"AA==\", \"$type\": \"04\"}; BYTES",
                "{\"$timestamp\": {\"t\": 1, \"i\": 2}}; STRUCTURE",
                "[]; STRUCTURE"
            })
    void saysHowATextReads(String value, FieldType type) {
        assertThat(read("{\"v\": " + value + '}').type().field(0).type()).isEqualTo(type);
    }

    /** Names with a dollar are allowed in documents: what has the wrong form stays as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$oid\":1}",
                "{\"$oid\":\"a\",\"b\":2}",
                "{\"$numberLong\":\"x\"}",
                "{\"$numberDecimal\":\"1e\"}",
                "{\"$numberDecimal\":\"1E+99999\"}",
                "{\"$date\":\"yesterday\"}",
                "{\"$date\":{\"a\":\"1\"}}",
                "{\"$binary\":\"AA==\"}",
                "{\"$binary\":{\"base64\":\"AA==\"}}",
                "{\"$timestamp\":{\"t\":1}}",
                "{\"$timestamp\":{\"t\":\"1,2\",\"i\":1}}",
                "{\"$timestamp\":{\"t\":1,\"j\":1}}",
                "{\"$regex\":\"a\"}",
                "{\"$inc\":{\"a\":1}}",
                "{\"$uuid\":{}}",
                "{\"$code\":\"f\",\"x\":1}",
                "{\"$code\":\"f\",\"$scope\":{},\"x\":1}",
                "{\"$code\":\"f\",\"$scope\":1}",
                "{\"$dbPointer\":1}",
                "{\"$dbPointer\":{\"$ref\":\"a\"},\"x\":1}",
                "{\"$minKey\":2}",
                "{\"$undefined\":false}",
                "{}"
            })
    void leavesDocumentsThatOnlyLookLikeAValue(String document) {
        Row row = read("{\"v\":" + document + '}');

        assertThat(row.text(0)).isEqualTo(document);
        assertThat(row.type().field(0).type().name()).isEqualTo("STRUCTURE");
    }

    @Test
    void readsEscapesAndAnyName() {
        Row row = read("{\"a.b\": \"\\\"\\\\\\n\\ud834\\udd1e\",\"\": {\"x\\\"\": \"\\u0001\"}}");

        assertThat(row.text("a.b")).contains("\"\\\n\ud834\udd1e");
        assertThat(row.text("")).contains("{\"x\\\"\":\"\\u0001\"}");
    }

    @Test
    void keepsFieldsInTheirOrderHoweverManyThereAre() {
        StringBuilder document = new StringBuilder("{\"_id\": 0");
        for (int i = 1; i < 100; i++) {
            document.append(String.format(Locale.ROOT, ",\"f%d\": %d", i, i));
        }
        Row row = read(document.append('}').toString());

        assertThat(row.size()).isEqualTo(100);
        assertThat(row.type().field(99).name()).isEqualTo("f99");
        assertThat(row.text("f99")).contains("99");
    }

    @Test
    void sharesTheTypeOfDocumentsThatAreAlike() {
        assertThat(read("{\"a\": 1}").type())
                .isSameAs(read("{\"a\": 2}").type())
                .isNotEqualTo(read("{\"a\": 2.5}").type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"a\": }", "{\"a\": 1", "{\"a\": tru}"})
    void refusesWhatIsDamaged(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOfAny(MalformedEntryException.class, IndexOutOfBoundsException.class);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThatThrownBy(() -> read("{\"a\": " + "[".repeat(5000))).isInstanceOf(MalformedEntryException.class);
    }

    /** What looks like a value down to its last byte is read twice, but not twice at each depth. */
    @Test
    void readsNestedLookAlikesInTime() {
        String code = "{\"$code\":\"\",\"$scope\":";
        String more = ",\"x\":1}";
        int depth = 90;

        Row row = read("{\"v\":" + code.repeat(depth) + "{}" + more.repeat(depth) + '}');

        assertThat(row.text(0)).isEqualTo(code.repeat(depth) + "{}" + more.repeat(depth));
        assertThatThrownBy(() -> read("{\"v\":" + code.repeat(5000) + "{}" + "}".repeat(5000) + '}'))
                .isInstanceOf(MalformedEntryException.class);
    }

    private Row read(String document) {
        return reader.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
