package dev.rdi.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.RowType;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a table's schema as JSON, the form in which the RDI database keeps it, and names it by the fingerprint of
 * that JSON: equal schemas have equal fingerprints, whoever wrote them.
 *
 * <p>Thread-safe.
 */
public final class SchemaCodec {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int FINGERPRINT_BYTES = 8;

    private SchemaCodec() {}

    /** The first 8 bytes of the SHA-256 of the schema's JSON, as 16 hexadecimal digits. */
    public static String fingerprint(byte[] schemaJson) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(schemaJson);
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static byte[] toJson(TableSchema schema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("server", schema.table().server());
            json.writeStringField("database", schema.table().database());
            json.writeStringField("schema", schema.table().schema());
            json.writeStringField("table", schema.table().table());
            writeFields(json, "key", schema.key());
            writeFields(json, "row", schema.row());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory can't fail", e);
        }
        return bytes.toByteArray();
    }

    private static void writeFields(JsonGenerator json, String name, RowType type) throws IOException {
        json.writeArrayFieldStart(name);
        for (Field field : type.fields()) {
            json.writeStartArray();
            json.writeString(field.name());
            json.writeString(field.type().name());
            if (!field.semantic().isEmpty()) {
                json.writeString(field.semantic());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws MalformedEntryException if it is something else
     */
    public static TableSchema fromJson(byte[] schemaJson) {
        try (JsonParser json = JSON.createParser(schemaJson)) {
            String server = "";
            String database = "";
            String schema = "";
            String table = "";
            RowType key = RowType.EMPTY;
            RowType row = RowType.EMPTY;
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "server" -> server = json.getText();
                    case "database" -> database = json.getText();
                    case "schema" -> schema = json.getText();
                    case "table" -> table = json.getText();
                    case "key" -> key = readFields(json);
                    case "row" -> row = readFields(json);
                    default -> json.skipChildren();
                }
            }
            return new TableSchema(new TableId(server, database, schema, table), key, row);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedEntryException("not a table schema: " + preview(schemaJson), e);
        }
    }

    private static RowType readFields(JsonParser json) throws IOException {
        List<Field> fields = new ArrayList<>();
        expect(json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_ARRAY) {
            String name = json.nextTextValue();
            FieldType type = FieldType.valueOf(json.nextTextValue());
            String semantic = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            if (!semantic.isEmpty()) {
                json.nextToken();
            }
            expect(json.currentToken(), JsonToken.END_ARRAY);
            fields.add(new Field(name, type, semantic));
        }
        return new RowType(fields);
    }

    private static void expect(JsonToken actual, JsonToken expected) {
        if (actual != expected) {
            throw new IllegalArgumentException("expected " + expected);
        }
    }

    private static String preview(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
