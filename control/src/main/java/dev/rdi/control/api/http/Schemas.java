package dev.rdi.control.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of records, each under its name, referred to from wherever it is used.
 *
 * <p>Confined to one thread.
 */
final class Schemas {

    private static final String REFERENCE = "#/components/schemas/";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> named = new TreeMap<>();

    /** The schemas of all records that were met. */
    Map<String, ObjectNode> named() {
        return named;
    }

    ObjectNode of(Shape shape) {
        ObjectNode one = of(shape.type());
        return switch (shape.kind()) {
            case NONE -> NODES.objectNode();
            case ONE -> one;
            case LIST -> list(one);
            case MAP -> map(one);
        };
    }

    ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            ObjectNode inner = of(arguments[arguments.length - 1]);
            return arguments.length == 2 ? map(inner) : list(inner);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return reference(raw);
        }
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        return plain(raw);
    }

    private static ObjectNode plain(Class<?> type) {
        if (type == String.class) {
            return typed("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return typed("integer");
        }
        if (type == double.class || type == Double.class || type == Number.class) {
            return typed("number");
        }
        return type == ObjectNode.class ? typed("object").put("additionalProperties", true) : NODES.objectNode();
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static ObjectNode list(JsonNode items) {
        return typed("array").set("items", items);
    }

    private static ObjectNode map(JsonNode values) {
        return typed("object").set("additionalProperties", values);
    }

    private static ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = typed("string");
        ArrayNode names = schema.putArray("enum");
        WireName.all(type).forEach(names::add);
        return schema;
    }

    private ObjectNode reference(Class<?> record) {
        String name = record.getSimpleName();
        if (!named.containsKey(name)) {
            named.put(name, NODES.objectNode());
            named.put(name, object(record));
        }
        return NODES.objectNode().put("$ref", REFERENCE + name);
    }

    private ObjectNode object(Class<?> record) {
        ObjectNode schema = typed("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = WireName.of(component);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            Doc doc = component.getAnnotation(Doc.class);
            properties.set(name, documented(property(component, nullable, doc), doc));
            if (!nullable && (doc == null || doc.defaultValue().isEmpty())) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private ObjectNode property(RecordComponent component, boolean nullable, @Nullable Doc doc) {
        ObjectNode schema = of(component.getGenericType());
        if (doc != null && !doc.format().isEmpty()) {
            schema.put("format", doc.format());
        }
        if (!nullable) {
            return schema;
        }
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(schema).add(typed("null"));
        return either;
    }

    private static ObjectNode documented(ObjectNode schema, @Nullable Doc doc) {
        if (doc != null) {
            schema.put("description", doc.value());
            if (!doc.defaultValue().isEmpty()) {
                schema.set("default", defaultValue(schema, doc.defaultValue()));
            }
        }
        return schema;
    }

    private static JsonNode defaultValue(ObjectNode schema, String text) {
        return switch (schema.path("type").asText()) {
            case "boolean" -> NODES.booleanNode(Boolean.parseBoolean(text));
            case "integer" -> NODES.numberNode(Long.parseLong(text));
            case "object" -> NODES.objectNode();
            default -> NODES.textNode(text);
        };
    }
}
