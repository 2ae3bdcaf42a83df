package dev.rdi.wire;

import dev.rdi.model.FieldType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The texts of BSON's numbers, dates and binary values; empty where what is wrapped is none of the kind. */
final class BsonTexts {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,20}");
    private static final Set<String> NO_DIGITS = Set.of("NaN", "Infinity", "-Infinity");
    private static final Set<String> UUIDS = Set.of("04", "4");
    private static final int UUID_BYTES = 16;

    private BsonTexts() {}

    static Optional<BsonValue> integer(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(new BsonValue(FieldType.INTEGER, text)) : Optional.empty();
    }

    /** A time of the oplog: seconds, and a number within the second. */
    static Optional<BsonValue> timestamp(String seconds, String order) {
        boolean whole = WHOLE.matcher(seconds).matches() && WHOLE.matcher(order).matches();
        return whole
                ? Optional.of(new BsonValue(FieldType.STRUCTURE, "{\"t\":" + seconds + ",\"i\":" + order + '}'))
                : Optional.empty();
    }

    static Optional<BsonValue> floating(String text) {
        return number(text)
                .map(plain -> NO_DIGITS.contains(plain) || plain.indexOf('.') >= 0 ? plain : plain + ".0")
                .map(plain -> new BsonValue(FieldType.FLOAT, plain));
    }

    /** All digits that the number has, zeros at its end included. */
    static Optional<BsonValue> decimal(String text) {
        return number(text).map(plain -> new BsonValue(FieldType.DECIMAL, plain));
    }

    private static Optional<String> number(String text) {
        if (NO_DIGITS.contains(text)) {
            return Optional.of(text);
        }
        try {
            BigDecimal number = new BigDecimal(text);
            // Decimal128 goes to 6176.
            return Math.abs((long) number.scale()) > 10_000 ? Optional.empty() : Optional.of(number.toPlainString());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<BsonValue> dateOfIso(String text) {
        try {
            return Optional.of(date(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<BsonValue> dateOfMillis(String text) {
        try {
            return Optional.of(date(Instant.ofEpochMilli(Long.parseLong(text))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static BsonValue date(Instant instant) {
        return BsonValue.text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)));
    }

    /** UUIDs of the one form whose order of bytes is known are text. */
    static Optional<BsonValue> binary(String base64, String subType) {
        if (!UUIDS.contains(subType)) {
            return Optional.of(new BsonValue(FieldType.BYTES, base64));
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return Optional.of(
                    bytes.remaining() == UUID_BYTES
                            ? BsonValue.text(new UUID(bytes.getLong(), bytes.getLong()).toString())
                            : new BsonValue(FieldType.BYTES, base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
