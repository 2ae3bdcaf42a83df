package dev.rdi.wire;

import dev.rdi.model.FieldType;
import java.util.Optional;

/**
 * A value of BSON that extended JSON wraps into an object.
 *
 * <p>Immutable.
 *
 * @param type how the text reads; empty for null
 * @param text of the value, empty for null
 */
record BsonValue(Optional<FieldType> type, String text) {

    static final BsonValue NULL = new BsonValue(Optional.empty(), "");

    BsonValue(FieldType type, String text) {
        this(Optional.of(type), text);
    }

    static BsonValue text(String text) {
        return new BsonValue(FieldType.TEXT, text);
    }

    /** Adds the value as it stands inside of a JSON document. */
    void addJson(ByteText out) {
        int from = out.size();
        out.add(type.isEmpty() ? "null" : text);
        if (isQuoted()) {
            out.quoteFrom(from);
        }
    }

    private boolean isQuoted() {
        return type.map(known -> switch (known) {
                    case INTEGER, BOOLEAN, STRUCTURE, JSON -> false;
                    case FLOAT -> text.endsWith("N") || text.endsWith("y");
                    case DECIMAL, TEXT, BYTES -> true;
                })
                .orElse(false);
    }
}
