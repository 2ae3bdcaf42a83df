package dev.rdi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.rdi.model.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of random names and values, written by a JSON library, are read as what they were. */
class RandomJsonTest {

    private static final String CHARACTERS = "ab\"\\/\b\f\n\r\t\u0000\u001fäߧ€ \uD83D\uDE00{}[]:,";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsWhatAJsonLibraryWrites(long seed) throws IOException {
        Random random = new Random(seed);
        ChangeReader reader = new ChangeReader(fingerprint -> Optional.empty());
        for (int round = 0; round < 500; round++) {
            Map<String, String> expected = new LinkedHashMap<>();
            String json = row(random, expected);
            List<byte[]> entry = List.of(
                    "default".getBytes(StandardCharsets.UTF_8),
                    ChangeReaderTest.envelope("null", json, "c").getBytes(StandardCharsets.UTF_8));
            Row row = reader.read(entry).orElseThrow().after();
            Map<String, String> actual = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                actual.put(row.type().field(i).name(), row.hasValue(i) ? row.text(i) : "NULL");
            }
            assertThat(actual).as("seed %d, round %d", seed, round).containsExactlyEntriesOf(expected);
        }
    }

    private static String row(Random random, Map<String, String> expected) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            if (random.nextBoolean()) {
                json.useDefaultPrettyPrinter();
            }
            if (random.nextBoolean()) {
                json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            }
            json.writeStartObject();
            int columns = random.nextInt(8);
            for (int i = 0; i < columns; i++) {
                String name = i + text(random);
                json.writeFieldName(name);
                expected.put(name, value(random, json));
            }
            json.writeEndObject();
        }
        return out.toString();
    }

    private static String value(Random random, JsonGenerator json) throws IOException {
        switch (random.nextInt(6)) {
            case 0 -> {
                long number = random.nextLong();
                json.writeNumber(number);
                return String.valueOf(number);
            }
            case 1 -> {
                json.writeNumber("1.25E3");
                return "1250.0";
            }
            case 2 -> {
                json.writeBoolean(true);
                return "true";
            }
            case 3 -> {
                json.writeNull();
                return "NULL";
            }
            case 4 -> {
                json.writeStartArray();
                json.writeNumber(7);
                json.writeStartObject();
                json.writeStringField("a\n", "é");
                json.writeEndObject();
                json.writeEndArray();
                return "[7,{\"a\\n\":\"é\"}]";
            }
            default -> {
                String text = text(random);
                json.writeString(text);
                return text;
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(20);
        int[] characters = CHARACTERS.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }
}
