package dev.rdi.collector;

import io.debezium.data.SpecialValueDecimal;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.data.Xml;
import io.debezium.jdbc.JdbcValueConverters.DecimalMode;
import io.debezium.time.MicroDuration;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.NanoTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Columns of Oracle in the shapes that Debezium's documentation and its converters say; the converters themselves need
 * Oracle's driver.
 */
final class OracleColumns {

    private OracleColumns() {}

    static CapturedColumn of(String type, String literal, DecimalMode decimals) {
        CapturedColumn.Type parts = CapturedColumn.Type.of(type);
        return switch (parts.name()) {
            case "NUMBER", "DECIMAL", "INTEGER", "SMALLINT", "FLOAT", "REAL", "DOUBLE PRECISION" ->
                number(parts, CapturedColumn.number(literal), decimals);
            case "BINARY_FLOAT" -> column(SchemaBuilder.float32(), Float.valueOf(CapturedColumn.text(literal)));
            case "BINARY_DOUBLE" -> column(SchemaBuilder.float64(), Double.valueOf(CapturedColumn.text(literal)));
            case "CHAR", "VARCHAR2", "NCHAR", "NVARCHAR2", "CLOB", "NCLOB", "ROWID" ->
                column(SchemaBuilder.string(), CapturedColumn.text(literal));
            case "XMLTYPE" -> column(Xml.builder(), CapturedColumn.text(literal));
            case "RAW", "BLOB" -> column(SchemaBuilder.bytes(), ByteBuffer.wrap(CapturedColumn.bytes(literal)));
            case "DATE" -> column(Timestamp.builder(), since(literal, ChronoUnit.MILLIS));
            case "TIMESTAMP" -> timestamp(parts.argument(0, 6), literal);
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE" ->
                column(ZonedTimestamp.builder(), zoned(literal, parts.argument(0, 6)));
            case "INTERVAL YEAR TO MONTH", "INTERVAL DAY TO SECOND" -> column(MicroDuration.builder(), 1L);
            case "LONG", "LONG RAW", "BFILE", "UROWID" -> new CapturedColumn(Optional.empty(), null);
            default -> throw new AssertionError(type);
        };
    }

    private static CapturedColumn column(SchemaBuilder schema, Object value) {
        Schema built = schema.optional().build();
        return new CapturedColumn(Optional.of(built), value);
    }

    /** Of the forms that exact numbers may have those that tell all digits; Debezium's own has short whole numbers too. */
    private static CapturedColumn number(CapturedColumn.Type type, BigDecimal given, DecimalMode decimals) {
        boolean isScaled = !type.arguments().isEmpty() && !type.name().equals("FLOAT");
        int scale = Math.max(0, type.argument(1, 0));
        BigDecimal number = isScaled ? given.setScale(scale, RoundingMode.UNNECESSARY) : given;
        if (decimals == DecimalMode.STRING) {
            return column(SchemaBuilder.string(), number.toPlainString());
        }
        if (isScaled) {
            return column(Decimal.builder(scale), number);
        }
        Schema schema = VariableScaleDecimal.builder().optional().build();
        return new CapturedColumn(
                Optional.of(schema), VariableScaleDecimal.fromLogical(schema, new SpecialValueDecimal(number)));
    }

    private static CapturedColumn timestamp(int digits, String literal) {
        if (digits <= 3) {
            return column(Timestamp.builder(), since(literal, ChronoUnit.MILLIS));
        }
        return digits <= 6
                ? column(MicroTimestamp.builder(), since(literal, ChronoUnit.MICROS))
                : column(NanoTimestamp.builder(), since(literal, ChronoUnit.NANOS));
    }

    private static long since(String literal, ChronoUnit unit) {
        LocalDateTime time = LocalDateTime.parse(CapturedColumn.text(literal).replace(' ', 'T'));
        return unit.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }

    private static String zoned(String literal, int digits) {
        OffsetDateTime time = OffsetDateTime.parse(
                CapturedColumn.text(literal).replaceFirst(" ", "T").replace(" ", ""));
        return ZonedTimestamp.toIsoString(time, ZoneOffset.UTC, null, digits);
    }
}
