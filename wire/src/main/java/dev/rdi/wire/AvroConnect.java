package dev.rdi.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rdi.wire.AvroType.Kind;
import java.io.IOException;
import java.util.Map;

/** Writes Avro schemas and values as Kafka Connect's JSON converter writes the same. Stateless. */
final class AvroConnect {

    private AvroConnect() {}

    /** Writes a schema as an object; {@code field} is empty where it isn't that of a field. */
    static void schema(JsonGenerator json, AvroType type, String field, boolean optional) throws IOException {
        if (type.isOptional()) {
            schema(json, type.content(), field, true);
            return;
        }
        json.writeStartObject();
        json.writeStringField("type", type.kind() == Kind.NULL ? "string" : type.connectType());
        json.writeBooleanField("optional", optional);
        if (!type.name().isEmpty()) {
            json.writeStringField("name", type.name());
        }
        if (!field.isEmpty()) {
            json.writeStringField("field", field);
        }
        if (!type.parameters().isEmpty()) {
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, String> each : type.parameters().entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        }
        parts(json, type);
        json.writeEndObject();
    }

    private static void parts(JsonGenerator json, AvroType type) throws IOException {
        switch (type.kind()) {
            case RECORD -> {
                json.writeArrayFieldStart("fields");
                for (AvroType.Field each : type.fields()) {
                    schema(json, each.type(), each.name(), false);
                }
                json.writeEndArray();
            }
            case UNION -> {
                json.writeArrayFieldStart("fields");
                for (AvroType each : type.parts()) {
                    if (each.kind() != Kind.NULL) {
                        schema(json, each, each.branchName(), true);
                    }
                }
                json.writeEndArray();
            }
            case ARRAY -> {
                json.writeFieldName("items");
                schema(json, type.parts().get(0), "", false);
            }
            case MAP, ENTRIES -> {
                json.writeFieldName("values");
                schema(json, type.parts().get(0), "", false);
            }
            default -> {}
        }
    }

    /** Writes the value that comes next. */
    static void value(JsonGenerator json, AvroType type, AvroBytes from) throws IOException {
        switch (type.kind()) {
            case NULL -> json.writeNull();
            case BOOLEAN -> json.writeBoolean(from.bool());
            case INT -> json.writeNumber(from.integer());
            case LONG -> json.writeNumber(from.number());
            case FLOAT -> json.writeNumber(from.floating());
            case DOUBLE -> json.writeNumber(from.doubleFloating());
            case BYTES -> json.writeBinary(from.binary());
            case FIXED -> json.writeBinary(from.fixed(type.size()));
            case STRING -> json.writeString(from.text());
            case ENUM -> json.writeString(symbol(type, from));
            case RECORD -> record(json, type, from);
            case UNION -> union(json, type, from);
            case ARRAY -> array(json, type, from);
            case MAP -> map(json, type, from);
            case ENTRIES -> entries(json, type, from);
        }
    }

    private static String symbol(AvroType type, AvroBytes from) {
        int index = from.integer();
        if (index < 0 || index >= type.symbols().size()) {
            throw new MalformedEntryException("an enumeration in the Avro of an entry has no such symbol");
        }
        return type.symbols().get(index);
    }

    private static void record(JsonGenerator json, AvroType type, AvroBytes from) throws IOException {
        json.writeStartObject();
        for (AvroType.Field each : type.fields()) {
            json.writeFieldName(each.name());
            value(json, each.type(), from);
        }
        json.writeEndObject();
    }

    private static void union(JsonGenerator json, AvroType type, AvroBytes from) throws IOException {
        int index = from.integer();
        if (index < 0 || index >= type.parts().size()) {
            throw new MalformedEntryException("a union in the Avro of an entry has no such branch");
        }
        AvroType chosen = type.parts().get(index);
        if (chosen.kind() == Kind.NULL || type.isOptional()) {
            value(json, chosen, from);
            return;
        }
        json.writeStartObject();
        for (int i = 0; i < type.parts().size(); i++) {
            AvroType each = type.parts().get(i);
            if (i == index) {
                json.writeFieldName(each.branchName());
                value(json, each, from);
            } else if (each.kind() != Kind.NULL) {
                json.writeNullField(each.branchName());
            }
        }
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, AvroType type, AvroBytes from) throws IOException {
        json.writeStartArray();
        for (int count = from.block(); count > 0; count = from.block()) {
            for (int i = 0; i < count; i++) {
                value(json, type.parts().get(0), from);
            }
        }
        json.writeEndArray();
    }

    private static void map(JsonGenerator json, AvroType type, AvroBytes from) throws IOException {
        json.writeStartObject();
        for (int count = from.block(); count > 0; count = from.block()) {
            for (int i = 0; i < count; i++) {
                json.writeFieldName(from.text());
                value(json, type.parts().get(0), from);
            }
        }
        json.writeEndObject();
    }

    private static void entries(JsonGenerator json, AvroType type, AvroBytes from) throws IOException {
        json.writeStartArray();
        for (int count = from.block(); count > 0; count = from.block()) {
            for (int i = 0; i < count; i++) {
                json.writeStartArray();
                value(json, type.fields().get(0).type(), from);
                value(json, type.fields().get(1).type(), from);
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }
}
