package dev.rdi.control.api.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object into a record and finds everything that is wrong with it at once: unknown properties, missing
 * ones, wrong types. A component that may be null is one that may be left out; a list is one of records.
 *
 * <p>Confined to one thread.
 */
final class RecordReader {

    /** Stands for a value that is a problem; no record is made of it. */
    private static final Object REFUSED = new Object();

    /** Of a list with so many problems no more are told. */
    private static final int MOST = 100;

    private final List<ErrorItem> problems = new ArrayList<>();
    private final Map<Class<?>, RecordPlan> plans = new HashMap<>();
    private final Map<Class<?>, Map<String, Object>> constants = new HashMap<>();

    private RecordReader() {}

    /**
     * The record.
     *
     * @throws ApiException 422 with each problem
     */
    static <B> B read(JsonNode json, Class<B> type) {
        if (!(json instanceof ObjectNode object)) {
            throw ApiException.invalid("body", "the body must be a JSON object");
        }
        RecordReader reader = new RecordReader();
        RecordPlan plan = reader.plan(type);
        @Nullable Object[] values = reader.values("", object, plan);
        if (!reader.problems.isEmpty()) {
            throw ApiException.invalid(reader.problems);
        }
        return type.cast(plan.create(values));
    }

    private @Nullable Object[] values(String in, ObjectNode json, RecordPlan plan) {
        List<RecordPlan.Part> parts = plan.parts();
        @Nullable Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            RecordPlan.Part part = parts.get(i);
            values[i] = value(part, in.isEmpty() ? part.name() : in + part.name(), json.get(part.name()));
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!plan.knows(name)) {
                problem(in + name, "there is no property called " + name);
            }
        });
        return values;
    }

    private @Nullable Object value(RecordPlan.Part part, String path, @Nullable JsonNode json) {
        if (json == null && !part.fallback().isEmpty()) {
            return fallback(part.raw(), part.fallback());
        }
        if (json == null || json.isNull()) {
            if (!part.nullable()) {
                problem(path, json == null ? path + " is missing" : path + " must not be null");
            }
            return part.nullable() ? null : REFUSED;
        }
        return typed(part.type(), path, json);
    }

    private RecordPlan plan(Class<?> type) {
        return plans.computeIfAbsent(type, RecordPlan::of);
    }

    private static Object fallback(Class<?> type, String text) {
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        if (type == ObjectNode.class) {
            return JsonNodeFactory.instance.objectNode();
        }
        return type.isEnum() ? requireNonNull(RecordPlan.constants(type).get(text)) : text;
    }

    private Object typed(Type type, String name, JsonNode json) {
        if (type instanceof ParameterizedType list) {
            return list((Class<?>) list.getActualTypeArguments()[0], name, json);
        }
        return typed((Class<?>) type, name, json);
    }

    private Object list(Class<?> type, String name, JsonNode json) {
        if (!json.isArray()) {
            problem(name, name + " must be a list");
            return REFUSED;
        }
        RecordPlan plan = plan(type);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < json.size() && problems.size() < MOST; i++) {
            String path = name + "[" + i + "]";
            int known = problems.size();
            if (json.get(i) instanceof ObjectNode object) {
                @Nullable Object[] values = values(path + ".", object, plan);
                if (problems.size() == known) {
                    elements.add(plan.create(values));
                }
            } else {
                problem(path, path + " must be an object");
            }
        }
        return elements;
    }

    private Object typed(Class<?> type, String name, JsonNode json) {
        if (type == String.class && json.isTextual()) {
            return json.textValue();
        }
        if ((type == boolean.class || type == Boolean.class) && json.isBoolean()) {
            return json.booleanValue();
        }
        if (type == int.class && json.isIntegralNumber() && json.canConvertToInt()) {
            return json.intValue();
        }
        if (type == Long.class && json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        if (type.isEnum() && json.isTextual()) {
            Object constant =
                    constants.computeIfAbsent(type, RecordPlan::constants).get(json.textValue());
            if (constant != null) {
                return constant;
            }
        }
        if (type.isInstance(json)) {
            return json;
        }
        problem(name, name + " must be " + expected(type));
        return REFUSED;
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", WireName.all(type));
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == int.class || type == Long.class) {
            return "a whole number";
        }
        return type == ObjectNode.class ? "an object" : "true or false";
    }

    private void problem(String path, String message) {
        problems.add(ErrorItem.ofRequest(path, message));
    }
}
