package dev.rdi.wire;

import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import java.util.Optional;
import java.util.Set;

/**
 * How the JSON of a column becomes the text that jobs and targets see.
 *
 * <p>Immutable.
 *
 * @param field the column as readers see it
 * @param form how its values are written
 * @param scale of decimals that travel as bytes
 * @param schema empty where the JSON comes without schema
 */
record Column(Field field, Form form, int scale, Optional<ConnectSchema> schema) {

    /** How a value is written in JSON. */
    enum Form {
        BOOLEAN,
        INTEGER,
        FLOAT,
        TEXT,
        /** Text whose unavailable values may be those of numbers; Debezium has names of its own for NaN. */
        DECIMAL_TEXT,
        MONEY_TEXT,
        BYTES,
        /** The unscaled number as base64, or a JSON number. */
        DECIMAL,
        /** An object with scale and value. */
        VARIABLE_DECIMAL,
        STRUCTURE,
        /** No schema says: the JSON token tells. */
        ANY,
        /** Not captured. */
        DROPPED
    }

    private static final String TIME_PREFIX = "io.debezium.time.";
    private static final Set<String> DROPPED_TYPES = Set.of(
            "io.debezium.data.Bits",
            "io.debezium.time.Interval",
            "io.debezium.time.MicroDuration",
            "io.debezium.time.NanoDuration");
    private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";
    static final String VARIABLE_DECIMAL = "io.debezium.data.VariableScaleDecimal";

    /** A column of which only the name is known. */
    static Column unknown(String name) {
        return new Column(new Field(name, FieldType.TEXT), Form.ANY, 0, Optional.empty());
    }

    static Column of(ConnectSchema schema) {
        Form form = form(schema);
        String semantic = schema.name().startsWith(TIME_PREFIX) ? schema.name() : "";
        return new Column(
                new Field(schema.field(), type(schema, form), semantic), form, scale(schema), Optional.of(schema));
    }

    static boolean isDecimal(ConnectSchema schema) {
        return schema.name().equals(DECIMAL);
    }

    static int scale(ConnectSchema schema) {
        try {
            return schema.name().equals(DECIMAL) ? Integer.parseInt(schema.parameter("scale")) : 0;
        } catch (NumberFormatException e) {
            throw new MalformedEntryException("the schema of a decimal has no scale", e);
        }
    }

    private static Form form(ConnectSchema schema) {
        String sourceType = schema.parameter("__debezium.source.column.type");
        if (DROPPED_TYPES.contains(schema.name()) || sourceType.equals("NAME")) {
            return Form.DROPPED;
        }
        if (schema.name().equals(DECIMAL)) {
            return Form.DECIMAL;
        }
        if (schema.name().equals(VARIABLE_DECIMAL)) {
            return Form.VARIABLE_DECIMAL;
        }
        return switch (schema.type()) {
            case "boolean" -> Form.BOOLEAN;
            case "int8", "int16", "int32", "int64" -> Form.INTEGER;
            case "float", "double" -> Form.FLOAT;
            case "string" ->
                switch (sourceType) {
                    case "NUMERIC" -> Form.DECIMAL_TEXT;
                    case "MONEY" -> Form.MONEY_TEXT;
                    default -> Form.TEXT;
                };
            case "bytes" -> Form.BYTES;
            case "struct", "array", "map" -> Form.STRUCTURE;
            default -> throw new MalformedEntryException("the schema of an entry has an unknown type");
        };
    }

    private static FieldType type(ConnectSchema schema, Form form) {
        return switch (form) {
            case BOOLEAN -> FieldType.BOOLEAN;
            case INTEGER -> FieldType.INTEGER;
            case FLOAT -> FieldType.FLOAT;
            case TEXT -> schema.name().equals("io.debezium.data.Json") ? FieldType.JSON : FieldType.TEXT;
            case ANY, DROPPED -> FieldType.TEXT;
            case BYTES -> FieldType.BYTES;
            case DECIMAL, VARIABLE_DECIMAL, DECIMAL_TEXT, MONEY_TEXT -> FieldType.DECIMAL;
            case STRUCTURE -> FieldType.STRUCTURE;
        };
    }
}
