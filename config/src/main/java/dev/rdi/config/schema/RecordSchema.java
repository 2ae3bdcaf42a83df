package dev.rdi.config.schema;

import dev.rdi.config.secret.Secret;
import dev.rdi.config.secret.Settings;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of a record, in the order of its components.
 *
 * <p>Every component of a configuration record has a {@link Property}. Immutable.
 *
 * @param closed whether no others may stand beside them
 */
public record RecordSchema(List<PropertySchema> properties, boolean closed) {
    public RecordSchema {
        properties = List.copyOf(properties);
    }

    /** The schema of a record. */
    public static RecordSchema of(Class<? extends Record> type) {
        return new RecordSchema(
                Arrays.stream(type.getRecordComponents())
                        .map(RecordSchema::property)
                        .toList(),
                !type.isAnnotationPresent(OpenEnded.class));
    }

    /** The property of a name or alias. */
    public Optional<PropertySchema> find(String name) {
        return properties.stream().filter(property -> property.isNamed(name)).findFirst();
    }

    /** How the constant of an enum is written in the file. */
    public static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static PropertySchema property(RecordComponent component) {
        Property property = component.getAnnotation(Property.class);
        if (property == null) {
            throw new IllegalStateException(component + " declares no property");
        }
        boolean optional = component.getType() == Optional.class;
        ValueType type =
                type(optional ? argument(component.getGenericType(), 0) : component.getGenericType(), property);
        return new PropertySchema(
                property.name().isEmpty() ? snakeCase(component.getName()) : property.name(),
                property.alias().isEmpty() ? List.of() : List.of(property.alias()),
                type,
                optional,
                property.required() || isLacking(optional, type, property),
                property.flat(),
                property.single(),
                property.value(),
                property.appliesTo(),
                property.defaultValue(),
                property.example(),
                property.deprecated());
    }

    /** A scalar that is neither optional nor has a default must be given. */
    private static boolean isLacking(boolean optional, ValueType type, Property property) {
        return !optional && isScalar(type) && property.defaultValue().isEmpty();
    }

    private static ValueType type(Type type, Property property) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType() == Map.class
                    ? new ValueType.Named(type(argument(type, 1), property))
                    : new ValueType.Items(type(argument(type, 0), property));
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Settings.class) {
            return new ValueType.Open(
                    Arrays.stream(property.keys()).map(RecordSchema::known).toList());
        }
        if (raw.isAnnotationPresent(OneOf.class)) {
            return new ValueType.Variants(raw);
        }
        if (raw.isAnnotationPresent(ByShape.class)) {
            return new ValueType.Shapes(raw.asSubclass(Record.class));
        }
        return raw.isRecord() && raw != ExpressionText.class
                ? new ValueType.Nested(raw.asSubclass(Record.class))
                : scalar(raw, property);
    }

    private static ValueType scalar(Class<?> type, Property property) {
        if (type == String.class) {
            return new ValueType.Text(property.maxLength(), property.pattern());
        }
        if (type == Secret.class) {
            return new ValueType.Hidden();
        }
        if (type == ExpressionText.class) {
            return new ValueType.Expression();
        }
        if (type == boolean.class) {
            return new ValueType.Flag();
        }
        if (type == Duration.class) {
            return new ValueType.Millis(property.min(), property.max());
        }
        if (type == Object.class) {
            return new ValueType.Anything();
        }
        if (type.isEnum()) {
            return new ValueType.Choice(Arrays.stream(type.getEnumConstants())
                    .map(constant -> written((Enum<?>) constant))
                    .toList());
        }
        boolean isInt = type == int.class || type == Integer.class;
        return new ValueType.Whole(
                isInt ? Math.max(property.min(), Integer.MIN_VALUE) : property.min(),
                isInt ? Math.min(property.max(), Integer.MAX_VALUE) : property.max());
    }

    private static boolean isScalar(ValueType type) {
        return !(type instanceof ValueType.Items
                || type instanceof ValueType.Named
                || type instanceof ValueType.Nested
                || type instanceof ValueType.Variants
                || type instanceof ValueType.Open
                || type instanceof ValueType.Shapes
                || type instanceof ValueType.Anything);
    }

    private static PropertySchema known(Key key) {
        ValueType type = switch (key.kind()) {
            case TEXT -> key.allowed().length == 0 ? ValueType.Text.ANY : new ValueType.Choice(List.of(key.allowed()));
            case INTEGER -> new ValueType.Whole(key.min(), Long.MAX_VALUE);
            case NUMBER -> new ValueType.Decimal(key.min());
            case BOOLEAN -> new ValueType.Flag();
        };
        return new PropertySchema(
                key.name(), List.of(), type, true, false, false, false, key.value(), "", key.defaultValue(), "", "");
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
