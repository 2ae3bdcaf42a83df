package dev.rdi.collector;

import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.wire.PackedRowWriter;
import io.debezium.data.Bits;
import io.debezium.data.Json;
import io.debezium.data.SpecialValueDecimal;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.time.Interval;
import io.debezium.time.MicroDuration;
import io.debezium.time.NanoDuration;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Chooses, by a column's Connect schema, how its values become text. What jobs and targets see is decided here.
 *
 * <p>Immutable.
 */
final class ColumnEncodings {

    private static final String TIME_PREFIX = "io.debezium.time.";
    private static final Set<String> INTERVALS =
            Set.of(Interval.SCHEMA_NAME, MicroDuration.SCHEMA_NAME, NanoDuration.SCHEMA_NAME);
    /** What exact numbers are called. */
    private static final Set<String> DECIMALS = Set.of("NUMERIC", "DECIMAL", "DEC", "FIXED");
    /** PostgreSQL's largest scale; what looks larger is a negative one. */
    private static final int MAX_SCALE = 1000;

    private final Unavailable unavailable;
    private final boolean textOfBitsAndIntervals;
    private final boolean shortensFractions;

    ColumnEncodings(Unavailable unavailable, boolean textOfBitsAndIntervals) {
        this(unavailable, textOfBitsAndIntervals, false);
    }

    private ColumnEncodings(Unavailable unavailable, boolean textOfBitsAndIntervals, boolean shortensFractions) {
        this.unavailable = unavailable;
        this.textOfBitsAndIntervals = textOfBitsAndIntervals;
        this.shortensFractions = shortensFractions;
    }

    /** The same, for a source of which Debezium pads the fractions of seconds with zeros sometimes, and sometimes not. */
    ColumnEncodings withShortFractions() {
        return new ColumnEncodings(unavailable, textOfBitsAndIntervals, true);
    }

    /** The encoding of a column, or nothing if columns of this type aren't captured. */
    Optional<ColumnEncoding> of(String name, Schema schema) {
        String semantic = schema.name() == null ? "" : schema.name();
        boolean optional = INTERVALS.contains(semantic) || semantic.equals(Bits.LOGICAL_NAME);
        // Debezium reads columns of type name in the snapshot, but takes them for null in the stream.
        if ((optional && !textOfBitsAndIntervals) || sourceType(schema).equals("NAME")) {
            return Optional.empty();
        }
        Field field = new Field(name, type(schema, semantic), semantic.startsWith(TIME_PREFIX) ? semantic : "");
        return Optional.of(new ColumnEncoding(field, encoder(schema, semantic)));
    }

    private static FieldType type(Schema schema, String semantic) {
        return switch (semantic) {
            case Json.LOGICAL_NAME -> FieldType.JSON;
            // An unsigned bigint has no other type that is large enough.
            case Decimal.LOGICAL_NAME ->
                sourceType(schema).startsWith("BIGINT") ? FieldType.INTEGER : FieldType.DECIMAL;
            case VariableScaleDecimal.LOGICAL_NAME -> FieldType.DECIMAL;
            case Bits.LOGICAL_NAME -> FieldType.TEXT;
            default ->
                switch (schema.type()) {
                    case BOOLEAN -> FieldType.BOOLEAN;
                    case INT8, INT16, INT32, INT64 -> FieldType.INTEGER;
                    case FLOAT32, FLOAT64 -> FieldType.FLOAT;
                    case STRING -> isDecimal(schema) ? FieldType.DECIMAL : FieldType.TEXT;
                    case BYTES -> FieldType.BYTES;
                    case ARRAY, MAP, STRUCT -> FieldType.STRUCTURE;
                };
        };
    }

    // With decimal.handling.mode=string a number looks like any text; the type of its column tells.
    private static boolean isDecimal(Schema schema) {
        String type = sourceType(schema);
        return DECIMALS.contains(type.endsWith(" UNSIGNED") ? type.substring(0, type.indexOf(' ')) : type)
                || isMoney(schema);
    }

    private static boolean isMoney(Schema schema) {
        return sourceType(schema).equals("MONEY");
    }

    /** The name of the column's type, for the types of which Debezium is told to pass it on; else empty. */
    static String sourceType(Schema schema) {
        return parameter(schema, "__debezium.source.column.type");
    }

    private static String parameter(Schema schema, String name) {
        return schema.parameters() == null ? "" : schema.parameters().getOrDefault(name, "");
    }

    private ValueEncoder encoder(Schema schema, String semantic) {
        return switch (semantic) {
            case Decimal.LOGICAL_NAME -> text(value -> ((BigDecimal) value).toPlainString());
            case VariableScaleDecimal.LOGICAL_NAME -> text(value -> decimal((Struct) value));
            case Bits.LOGICAL_NAME -> text(value -> ValueText.bits((byte[]) value, bitLength(schema)));
            default ->
                switch (schema.type()) {
                    case BOOLEAN, INT8, INT16, INT32, INT64 -> text(Object::toString);
                    case FLOAT32, FLOAT64 -> text(ValueText::floating);
                    case STRING ->
                        isDecimal(schema)
                                ? decimal(schema)
                                : shortensFractions && semantic.equals(ZonedTimestamp.SCHEMA_NAME)
                                        ? text(value -> shortFraction((String) value))
                                        : this::writeText;
                    case BYTES -> this::writeBytes;
                    case ARRAY -> (value, row) -> writeArray(schema, (List<?>) value, row);
                    case MAP -> (value, row) -> writeMap(schema, (Map<?, ?>) value, row);
                    case STRUCT -> text(value -> ValueText.json(schema, value));
                };
        };
    }

    private static ValueEncoder text(Function<Object, String> text) {
        return (value, row) -> {
            row.add(text.apply(value));
            return true;
        };
    }

    private boolean writeText(Object value, PackedRowWriter row) {
        String text = (String) value;
        if (unavailable.is(text)) {
            row.addUnavailable();
            return false;
        }
        row.add(text);
        return true;
    }

    private boolean writeBytes(Object value, PackedRowWriter row) {
        byte[] bytes = ValueText.bytes((value instanceof ByteBuffer buffer) ? buffer : ByteBuffer.wrap((byte[]) value));
        if (unavailable.is(bytes)) {
            row.addUnavailable();
            return false;
        }
        row.add(ValueText.base64(bytes));
        return true;
    }

    private boolean writeArray(Schema schema, List<?> value, PackedRowWriter row) {
        if (unavailable.is(value)) {
            row.addUnavailable();
            return false;
        }
        row.add(ValueText.json(schema, value));
        return true;
    }

    private boolean writeMap(Schema schema, Map<?, ?> value, PackedRowWriter row) {
        if (unavailable.is(value)) {
            row.addUnavailable();
            return false;
        }
        row.add(ValueText.json(schema, value));
        return true;
    }

    /** Without zeros at the end of the fraction, and without an empty fraction. */
    static String shortFraction(String time) {
        int point = time.indexOf('.');
        int end = time.length() - 1;
        if (point < 0 || time.charAt(end) != 'Z') {
            return time;
        }
        int digits = end;
        while (time.charAt(digits - 1) == '0') {
            digits--;
        }
        return time.substring(0, digits - 1 == point ? point : digits) + "Z";
    }

    private static String decimal(Struct value) {
        SpecialValueDecimal decimal = VariableScaleDecimal.toLogical(value);
        return ValueText.decimal(decimal.toString());
    }

    private ValueEncoder decimal(Schema schema) {
        String scale = parameter(schema, "__debezium.source.column.scale");
        boolean whole = !scale.isEmpty() && Integer.parseInt(scale) > MAX_SCALE;
        Function<String, String> text =
                isMoney(schema) ? ValueText::money : whole ? ValueText::whole : ValueText::decimal;
        return (value, row) -> {
            if (unavailable.is((String) value)) {
                row.addUnavailable();
                return false;
            }
            row.add(text.apply((String) value));
            return true;
        };
    }

    private static int bitLength(Schema schema) {
        String length = parameter(schema, "length");
        return length.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(length);
    }
}
