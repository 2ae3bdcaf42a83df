package dev.rdi.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes what stands in JSON with schema as Avro, with Avro's own encoder and schemas as Kafka Connect's AvroConverter
 * makes them.
 */
final class AvroWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, Long> ids = new HashMap<>();
    final Map<Long, String> texts = new HashMap<>();

    byte[] write(byte[] json) {
        try {
            JsonNode message = JSON.readTree(json);
            Schema schema = schema(message.get("schema"), new HashMap<>());
            long id = ids.computeIfAbsent(schema.toString(), text -> (long) ids.size() + 1);
            texts.put(id, schema.toString());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt((int) id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<Object>(schema)
                    .write(datum(message.get("payload"), message.get("schema"), schema), encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(JsonNode connect, Map<String, Schema> named) {
        Schema schema = base(connect, named);
        return connect.path("optional").asBoolean()
                ? Schema.createUnion(Schema.create(Schema.Type.NULL), schema)
                : schema;
    }

    private static Schema base(JsonNode connect, Map<String, Schema> named) {
        String type = connect.path("type").asText();
        String name = connect.path("name").asText("io.confluent.connect.avro.ConnectDefault");
        if (type.equals("struct") && named.containsKey(name)) {
            return named.get(name);
        }
        Schema schema = switch (type) {
            case "struct" -> record(connect, name, named);
            case "array" -> Schema.createArray(schema(connect.get("items"), named));
            case "map" -> Schema.createMap(schema(connect.get("values"), named));
            case "int8", "int16", "int32" -> Schema.create(Schema.Type.INT);
            case "int64" -> Schema.create(Schema.Type.LONG);
            default -> Schema.create(Schema.Type.valueOf(type.toUpperCase(java.util.Locale.ROOT)));
        };
        if (type.equals("int8") || type.equals("int16")) {
            schema.addProp("connect.type", type);
        }
        if (connect.hasNonNull("name")) {
            schema.addProp("connect.name", name);
        }
        if (connect.has("parameters")) {
            schema.addProp("connect.parameters", JSON.convertValue(connect.get("parameters"), Map.class));
        }
        if (name.equals("org.apache.kafka.connect.data.Decimal")) {
            int scale = connect.path("parameters").path("scale").asInt();
            LogicalTypes.decimal(64, scale).addToSchema(schema);
        }
        return schema;
    }

    private static Schema record(JsonNode connect, String name, Map<String, Schema> named) {
        List<Schema.Field> fields = new ArrayList<>();
        for (JsonNode field : connect.get("fields")) {
            fields.add(new Schema.Field(field.get("field").asText(), schema(field, named)));
        }
        Schema record = Schema.createRecord(name, "", null, false, fields);
        named.put(name, record);
        return record;
    }

    private static Object datum(JsonNode value, JsonNode connect, Schema schema) throws IOException {
        if (schema.getType() == Schema.Type.UNION) {
            return value.isNull()
                    ? nothing()
                    : datum(value, connect, schema.getTypes().get(1));
        }
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                for (JsonNode field : connect.get("fields")) {
                    String name = field.get("field").asText();
                    record.put(
                            name,
                            datum(value.get(name), field, schema.getField(name).schema()));
                }
                yield record;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonNode each : value) {
                    list.add(datum(each, connect.get("items"), schema.getElementType()));
                }
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new HashMap<>();
                for (Map.Entry<String, JsonNode> each : value.properties()) {
                    map.put(each.getKey(), datum(each.getValue(), connect.get("values"), schema.getValueType()));
                }
                yield map;
            }
            case BYTES -> ByteBuffer.wrap(value.binaryValue());
            case INT -> value.intValue();
            case LONG -> value.longValue();
            case FLOAT -> value.isTextual() ? Float.valueOf(value.asText()) : (Object) value.floatValue();
            case DOUBLE -> value.isTextual() ? Double.valueOf(value.asText()) : (Object) value.doubleValue();
            case BOOLEAN -> value.booleanValue();
            default -> value.asText();
        };
    }

    @SuppressWarnings("NullAway") // Avro's null
    private static Object nothing() {
        return null;
    }
}
