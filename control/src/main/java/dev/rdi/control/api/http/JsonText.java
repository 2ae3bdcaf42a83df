package dev.rdi.control.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * JSON of requests and answers. What strangers send is read with limits: nesting, lengths of numbers and names, no name
 * twice, nothing behind the end.
 *
 * <p>Thread-safe.
 */
public final class JsonText {

    private static final int MAX_NESTING = 100;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 10_000;

    /** Beyond this a number is no quantity but an attack on whoever writes it out. */
    private static final int MAX_SCALE = 400;

    private static final ObjectMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectMapper WRITER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addSerializer(new WireNames()))
            .build();

    private JsonText() {}

    /** Constants are written under their names in the API. */
    @SuppressWarnings("rawtypes") // Jackson asks for the handled type as a class.
    private static final class WireNames extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(WireName.of((Enum<?>) value));
        }

        @Override
        public Class<Enum> handledType() {
            return Enum.class;
        }
    }

    /**
     * Reads what a client sent.
     *
     * @throws ApiException 422 if it isn't JSON within the limits; says where, and repeats nothing of it
     */
    public static JsonNode read(byte[] text) {
        JsonNode json;
        try {
            json = READER.readTree(text);
        } catch (StreamConstraintsException e) {
            throw ApiException.invalid("body", "the JSON goes beyond a limit" + at(e.getLocation()));
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("body", "the body isn't well-formed JSON" + at(e.getLocation()));
        } catch (IOException e) {
            throw ApiException.invalid("body", "the body isn't JSON in UTF-8");
        }
        if (json == null || json.isMissingNode()) {
            throw ApiException.invalid("body", "the request has no body");
        }
        requireQuantities(json);
        return json;
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static void requireQuantities(JsonNode json) {
        if (json.isBigDecimal() && Math.abs((long) json.decimalValue().scale()) > MAX_SCALE) {
            throw ApiException.invalid("body", "a number has too large an exponent");
        }
        json.forEach(JsonText::requireQuantities);
    }

    /** Writes an answer. */
    public static byte[] write(Object body) {
        try {
            return WRITER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can't be written", e);
        }
    }
}
