package dev.rdi.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rdi.wire.AvroType.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the text of an Avro schema. What Kafka Connect's converters noted in it ({@code connect.name}, {@code
 * connect.parameters}, {@code connect.type}) is understood, and of Avro's own logical types those that Kafka Connect
 * has: decimal, date, time-millis and timestamp-millis.
 *
 * <p>Confined to one thread.
 */
final class AvroSchemaText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 100;
    private static final int MOST_TYPES = 20_000;
    private static final String CONNECT = "org.apache.kafka.connect.data.";
    private static final Map<String, String> LOGICAL = Map.of(
            "decimal", CONNECT + "Decimal",
            "date", CONNECT + "Date",
            "time-millis", CONNECT + "Time",
            "timestamp-millis", CONNECT + "Timestamp");

    private final Map<String, AvroType> named = new HashMap<>();
    private int types;

    private AvroSchemaText() {}

    /**
     * The type that a text describes.
     *
     * @throws MalformedEntryException if it is no Avro schema, or one that contains itself
     */
    static AvroType parse(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return new AvroSchemaText().type(value(json), "", 0);
        } catch (IOException e) {
            throw new MalformedEntryException("the Avro schema of an entry is no JSON", e);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        }
        if (json.currentToken() == null) {
            throw unknownForm();
        }
        return json.getText();
    }

    private AvroType type(Object json, String namespace, int depth) {
        if (depth > DEEPEST || ++types > MOST_TYPES) {
            throw new MalformedEntryException("the Avro schema of an entry is too deep or too large");
        }
        if (json instanceof String word) {
            return word(word, Map.of(), namespace);
        }
        if (json instanceof List<?> branches && !branches.isEmpty()) {
            List<AvroType> parts =
                    branches.stream().map(it -> type(it, namespace, depth + 1)).toList();
            return made(Kind.UNION, "struct", "io.confluent.connect.avro.Union", Map.of(), List.of(), parts);
        }
        if (!(json instanceof Map<?, ?> properties)) {
            throw unknownForm();
        }
        Object type = part(properties, "type");
        if (type instanceof Map || type instanceof List) {
            return type(type, namespace, depth + 1);
        }
        String word = String.valueOf(type);
        return switch (word) {
            case "record", "error" -> record(properties, namespace, depth);
            case "enum" -> enumeration(properties, namespace);
            case "fixed" -> fixed(properties, namespace);
            case "array" -> array(properties, namespace, depth);
            case "map" -> {
                AvroType values = type(part(properties, "values"), namespace, depth + 1);
                yield made(Kind.MAP, "map", semantic(properties), parameters(properties), List.of(), List.of(values));
            }
            default -> word(word, properties, namespace);
        };
    }

    private AvroType word(String word, Map<?, ?> properties, String namespace) {
        Kind kind = switch (word) {
            case "null" -> Kind.NULL;
            case "boolean" -> Kind.BOOLEAN;
            case "int" -> Kind.INT;
            case "long" -> Kind.LONG;
            case "float" -> Kind.FLOAT;
            case "double" -> Kind.DOUBLE;
            case "bytes" -> Kind.BYTES;
            case "string" -> Kind.STRING;
            default -> Kind.RECORD;
        };
        if (kind == Kind.RECORD) {
            AvroType known = named.get(word.contains(".") || namespace.isEmpty() ? word : namespace + "." + word);
            known = known == null ? named.get(word) : known;
            if (known == null) {
                throw new MalformedEntryException(
                        "the Avro schema of an entry names a type that it doesn't have, or" + " contains itself");
            }
            return known;
        }
        String type = switch (kind) {
            case INT -> text(properties, "connect.type", "int32");
            case LONG -> "int64";
            default -> word;
        };
        return made(kind, type, semantic(properties), parameters(properties), List.of(), List.of());
    }

    private AvroType record(Map<?, ?> properties, String namespace, int depth) {
        String full = fullName(properties, namespace);
        String inner = full.contains(".") ? full.substring(0, full.lastIndexOf('.')) : "";
        List<AvroType.Field> fields = new ArrayList<>();
        if (!(part(properties, "fields") instanceof List<?> list)) {
            throw unknownForm();
        }
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> field)) {
                throw unknownForm();
            }
            fields.add(new AvroType.Field(text(field, "name", ""), type(part(field, "type"), inner, depth + 1)));
        }
        String name = text(properties, "connect.name", full);
        AvroType made = made(Kind.RECORD, "struct", name, parameters(properties), fields, List.of());
        named.put(full, made);
        return made;
    }

    private AvroType enumeration(Map<?, ?> properties, String namespace) {
        if (!(part(properties, "symbols") instanceof List<?> list)) {
            throw unknownForm();
        }
        List<String> symbols = list.stream().map(String::valueOf).toList();
        AvroType made = new AvroType(
                Kind.ENUM,
                "string",
                text(properties, "connect.name", ""),
                parameters(properties),
                List.of(),
                List.of(),
                symbols,
                0);
        named.put(fullName(properties, namespace), made);
        return made;
    }

    private AvroType fixed(Map<?, ?> properties, String namespace) {
        AvroType made = new AvroType(
                Kind.FIXED,
                "bytes",
                semantic(properties),
                parameters(properties),
                List.of(),
                List.of(),
                List.of(),
                number(text(properties, "size", "")));
        named.put(fullName(properties, namespace), made);
        return made;
    }

    private AvroType array(Map<?, ?> properties, String namespace, int depth) {
        AvroType items = type(part(properties, "items"), namespace, depth + 1);
        boolean entries = items.kind() == Kind.RECORD
                && items.fields().size() == 2
                && (items.name().endsWith(".MapEntry") || items.name().equals("MapEntry"));
        return entries
                ? made(
                        Kind.ENTRIES,
                        "map",
                        semantic(properties),
                        parameters(properties),
                        items.fields(),
                        List.of(items.fields().get(1).type()))
                : made(Kind.ARRAY, "array", semantic(properties), parameters(properties), List.of(), List.of(items));
    }

    private static AvroType made(
            Kind kind,
            String connectType,
            String name,
            Map<String, String> parameters,
            List<AvroType.Field> fields,
            List<AvroType> parts) {
        return new AvroType(kind, connectType, name, parameters, List.copyOf(fields), parts, List.of(), 0);
    }

    private static String semantic(Map<?, ?> properties) {
        String logical = text(properties, "logicalType", "");
        return text(properties, "connect.name", LOGICAL.getOrDefault(logical, ""));
    }

    private static Map<String, String> parameters(Map<?, ?> properties) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (text(properties, "logicalType", "").equals("decimal")) {
            parameters.put("scale", text(properties, "scale", "0"));
        }
        if (properties.get("connect.parameters") instanceof Map<?, ?> noted) {
            noted.forEach((name, value) -> parameters.put(String.valueOf(name), String.valueOf(value)));
        }
        return parameters;
    }

    private static String fullName(Map<?, ?> properties, String namespace) {
        String name = text(properties, "name", "");
        String space = text(properties, "namespace", namespace);
        return name.contains(".") || space.isEmpty() ? name : space + "." + name;
    }

    private static Object part(Map<?, ?> properties, String name) {
        Object part = properties.get(name);
        if (part == null) {
            throw unknownForm();
        }
        return part;
    }

    private static String text(Map<?, ?> properties, String name, String otherwise) {
        return properties.get(name) instanceof String text ? text : otherwise;
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text.toLowerCase(Locale.ROOT));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new MalformedEntryException("the size of a fixed in an Avro schema is no number", e);
        }
        throw unknownForm();
    }

    private static MalformedEntryException unknownForm() {
        return new MalformedEntryException("the Avro schema of an entry has an unknown form");
    }
}
