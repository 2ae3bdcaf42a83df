package dev.rdi.wire;

import java.util.List;
import java.util.Map;

/**
 * A type of an Avro schema, with what Kafka Connect's converter noted at it.
 *
 * <p>Immutable.
 *
 * @param connectType the type in Kafka Connect's words
 * @param name the semantic type, empty if there is none
 * @param fields of a record
 * @param parts the items of an array, the values of a map, the branches of a union
 * @param symbols of an enumeration
 * @param size of a fixed
 */
record AvroType(
        Kind kind,
        String connectType,
        String name,
        Map<String, String> parameters,
        List<Field> fields,
        List<AvroType> parts,
        List<String> symbols,
        int size) {

    /** How values are written. */
    enum Kind {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        STRING,
        FIXED,
        ENUM,
        RECORD,
        ARRAY,
        MAP,
        /** An array of pairs: a map whose keys are no texts. */
        ENTRIES,
        UNION
    }

    record Field(String name, AvroType type) {}

    /** Whether a union is only there to allow for null. */
    boolean isOptional() {
        return kind == Kind.UNION
                && parts.stream().filter(it -> it.kind != Kind.NULL).count() == 1;
    }

    /** What a union with one branch beside null is about. */
    AvroType content() {
        return parts.stream().filter(it -> it.kind != Kind.NULL).findFirst().orElse(this);
    }

    /** How the branch of a union is called. */
    String branchName() {
        return switch (kind) {
            case INT, LONG, FLOAT, DOUBLE, BYTES, STRING, BOOLEAN, ARRAY, MAP ->
                kind.name().toLowerCase(java.util.Locale.ROOT);
            default -> name.substring(name.lastIndexOf('.') + 1);
        };
    }
}
