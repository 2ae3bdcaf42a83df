package dev.rdi.collector;

import io.debezium.relational.Column;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TimeZone;
import java.util.function.Function;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Converts dates and timestamps, so that the initial sync and the stream give the same value for the same column.
 * Debezium's own conversion doesn't, for values that the JDBC driver hands over in Java's old calendar types: those
 * before 1582, before our era, and the infinite ones.
 *
 * <p>Infinite dates become the largest and the smallest number; infinite timestamps are 9223372036825200000 and
 * -9223372036832400000, as Debezium has them; with a time zone they are {@code infinity} and {@code -infinity}.
 *
 * <p>Public, and with a constructor without parameters, because Debezium makes it. Stateless.
 */
public final class TemporalConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {

    private static final int MILLISECONDS = 3;
    private static final int MICROSECONDS = 6;
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    @Override
    public void configure(Properties properties) {
        // There is nothing to configure.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        switch (column.typeName().toLowerCase(Locale.ROOT)) {
            case "date" -> register(registration, column, Date.builder(), TemporalConverter::days, 0);
            case "timestamp" -> {
                if (column.scale().orElse(MICROSECONDS) <= MILLISECONDS) {
                    register(registration, column, Timestamp.builder(), TemporalConverter::millis, 0L);
                } else {
                    register(registration, column, MicroTimestamp.builder(), TemporalConverter::micros, 0L);
                }
            }
            case "timestamptz" -> {
                int digits = digits(column.scale(), column.length());
                register(
                        registration,
                        column,
                        ZonedTimestamp.builder(),
                        value -> zoned(value, digits),
                        zoned(OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC), digits));
            }
            default -> {
                // Debezium's own conversion.
            }
        }
    }

    /** How many digits behind the point a timestamp with a time zone has. */
    static int digits(Column column) {
        return digits(column.scale().map(OptionalInt::of).orElseGet(OptionalInt::empty), length(column));
    }

    private static OptionalInt length(Column column) {
        return column.length() == Column.UNSET_INT_VALUE ? OptionalInt.empty() : OptionalInt.of(column.length());
    }

    private static int digits(OptionalInt scale, OptionalInt length) {
        return scale.orElse(length.orElse(MICROSECONDS));
    }

    /** For a missing value of a column that can't be null (a row before with its key only) Debezium wants one. */
    private static void register(
            ConverterRegistration<SchemaBuilder> registration,
            RelationalColumn column,
            SchemaBuilder schema,
            Function<Object, Object> conversion,
            Object instead) {
        registration.register(
                schema, value -> value == null ? (column.isOptional() ? null : instead) : conversion.apply(value));
    }

    private static Object days(Object value) {
        if (value instanceof java.sql.Date date) {
            OldCalendar.Infinity infinity = OldCalendar.infinity(date.getTime());
            return infinity == OldCalendar.Infinity.NONE
                    ? (Object) (int) OldCalendar.in(TimeZone.getDefault(), date.getTime(), 0)
                            .toLocalDate()
                            .toEpochDay()
                    : (Object) OldCalendar.days(infinity);
        }
        if (value instanceof LocalDate date) {
            return OldCalendar.isInfinite(date) ? (Object) OldCalendar.days(date) : (Object) (int) date.toEpochDay();
        }
        return value;
    }

    private static Object millis(Object value) {
        return micros(value) instanceof Long micros ? (Object) Math.floorDiv(micros, 1000L) : value;
    }

    private static Object micros(Object value) {
        if (value instanceof java.sql.Timestamp timestamp) {
            OldCalendar.Infinity infinity = OldCalendar.infinity(timestamp.getTime());
            return infinity == OldCalendar.Infinity.NONE
                    ? (Object) micros(OldCalendar.in(TimeZone.getDefault(), timestamp.getTime(), timestamp.getNanos())
                            .toInstant(ZoneOffset.UTC))
                    : (Object) OldCalendar.micros(infinity);
        }
        return value instanceof Instant instant ? (Object) micros(instant) : value;
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    private static Object zoned(@Nullable Object value, int digits) {
        if (value instanceof java.sql.Timestamp timestamp) {
            return switch (OldCalendar.infinity(timestamp.getTime())) {
                case POSITIVE -> "infinity";
                case NEGATIVE -> "-infinity";
                case NONE -> {
                    LocalDateTime utc = OldCalendar.in(UTC, timestamp.getTime(), timestamp.getNanos());
                    yield ZonedText.of(utc.atOffset(ZoneOffset.UTC), digits);
                }
            };
        }
        if (value instanceof OffsetDateTime time) {
            return switch (OldCalendar.infinity(time.toInstant().toEpochMilli())) {
                case POSITIVE -> "infinity";
                case NEGATIVE -> "-infinity";
                case NONE -> ZonedText.of(time, digits);
            };
        }
        return String.valueOf(value);
    }
}
