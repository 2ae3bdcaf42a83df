package dev.rdi.model;

/**
 * One column of a row type.
 *
 * <p>Immutable.
 *
 * @param name the column's name as the source spells it
 * @param type how the text of a value reads
 * @param semantic the name of Debezium's semantic type, for example {@code io.debezium.time.MicroTimestamp} (it gives
 *     the unit of the number); empty where a value is what it looks like
 */
public record Field(String name, FieldType type, String semantic) {

    public Field(String name, FieldType type) {
        this(name, type, "");
    }
}
