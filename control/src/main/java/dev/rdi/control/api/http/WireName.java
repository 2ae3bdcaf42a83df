package dev.rdi.control.api.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the names of Java are written in JSON. Stateless. */
final class WireName {

    private WireName() {}

    /** {@code statusChangedAt} is {@code status_changed_at}, as Jackson writes it. */
    static String of(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The name in its annotation, else the constant in small letters. */
    static String of(Enum<?> constant) {
        try {
            JsonProperty name =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return name == null ? constant.name().toLowerCase(Locale.ROOT) : name.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum has its constants", e);
        }
    }

    /** The names of all constants. */
    static List<String> all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> of((Enum<?>) constant))
                .toList();
    }
}
