package dev.rdi.config.bind;

import dev.rdi.config.schema.RecordSchema;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates records from bound values. Immutable; it has no state. */
final class RecordFactory {
    private RecordFactory() {}

    /** Calls the canonical constructor; a null is the absence of an optional value. */
    static <T extends Record> T create(Class<T> type, List<@Nullable Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = adapt(values.get(i), components[i]);
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't create " + type.getName(), e);
        }
    }

    private static @Nullable Object adapt(@Nullable Object value, RecordComponent component) {
        if (component.getType() != Optional.class) {
            return value == null ? null : adapt(value, component.getType());
        }
        Type inner = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return Optional.ofNullable(value).map(present -> adapt(present, inner));
    }

    private static Object adapt(Object value, Type type) {
        if (value instanceof Long number && (type == int.class || type == Integer.class)) {
            return number.intValue();
        }
        if (value instanceof String word && type instanceof Class<?> raw && raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .filter(constant -> RecordSchema.written((Enum<?>) constant).equals(word))
                    .findFirst()
                    .orElseThrow();
        }
        return value;
    }
}
