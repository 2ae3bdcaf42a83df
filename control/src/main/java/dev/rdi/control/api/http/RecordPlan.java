package dev.rdi.control.api.http;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a record to read many of it: asking the class each time takes longer than reading.
 *
 * <p>Immutable.
 */
final class RecordPlan {

    private final List<Part> parts;
    private final Set<String> names;
    private final Constructor<?> constructor;

    private RecordPlan(List<Part> parts, Set<String> names, Constructor<?> constructor) {
        this.parts = List.copyOf(parts);
        this.names = Set.copyOf(names);
        this.constructor = constructor;
    }

    /**
     * A component.
     *
     * @param name as JSON has it
     * @param nullable whether it may be null or left out
     * @param fallback what counts where it is left out; empty for none
     */
    record Part(String name, Type type, Class<?> raw, boolean nullable, String fallback) {}

    static RecordPlan of(Class<?> type) {
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Doc doc = component.getAnnotation(Doc.class);
            Part part = new Part(
                    WireName.of(component),
                    component.getGenericType(),
                    component.getType(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    doc == null ? "" : doc.defaultValue());
            parts.add(part);
            names.add(part.name());
        }
        return new RecordPlan(parts, names, constructor(type));
    }

    private static Constructor<?> constructor(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has this constructor", e);
        }
    }

    /** The constants of an enum by their names in the API. */
    static Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(WireName.of((Enum<?>) constant), constant);
        }
        return constants;
    }

    List<Part> parts() {
        return parts;
    }

    boolean knows(String name) {
        return names.contains(name);
    }

    /** The record of these values. */
    Object create(@Nullable Object[] values) {
        try {
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
