package dev.rdi.control.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        @Nullable Object[] values = reader.values("", object, type);
        if (!reader.problems.isEmpty()) {
            throw ApiException.invalid(reader.problems);
        }
        return create(type, values);
    }

    private @Nullable Object[] values(String in, ObjectNode json, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = new HashSet<>();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = WireName.of(components[i]);
            known.add(name);
            values[i] = value(components[i], in + name, json.get(name));
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(in + name, "there is no property called " + name);
            }
        });
        return values;
    }

    private @Nullable Object value(RecordComponent component, String name, @Nullable JsonNode json) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Doc doc = component.getAnnotation(Doc.class);
        String fallback = doc == null ? "" : doc.defaultValue();
        if (json == null && !fallback.isEmpty()) {
            return fallback(component.getType(), fallback);
        }
        if (json == null || json.isNull()) {
            if (!nullable) {
                problem(name, json == null ? name + " is missing" : name + " must not be null");
            }
            return nullable ? null : REFUSED;
        }
        return typed(component.getGenericType(), name, json);
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
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < json.size() && problems.size() < MOST; i++) {
            String path = name + "[" + i + "]";
            int known = problems.size();
            if (json.get(i) instanceof ObjectNode object) {
                @Nullable Object[] values = values(path + ".", object, type);
                if (problems.size() == known) {
                    elements.add(create(type, values));
                }
            } else {
                problem(path, path + " must be an object");
            }
        }
        return elements;
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
        return type.isEnum() ? constant(type, text) : text;
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
        if (type.isEnum() && json.isTextual() && WireName.all(type).contains(json.textValue())) {
            return constant(type, json.textValue());
        }
        if (type.isInstance(json)) {
            return json;
        }
        problem(name, name + " must be " + expected(type));
        return REFUSED;
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> WireName.of((Enum<?>) constant).equals(text))
                .findFirst()
                .orElseThrow();
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

    private static <B> B create(Class<B> type, @Nullable Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<B> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ApiException refused) {
                throw refused;
            }
            throw new IllegalStateException("a request can't be read", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a request can't be read", e);
        }
    }
}
