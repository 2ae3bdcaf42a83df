package dev.rdi.model;

/**
 * One change of one row, as it crosses from the change stream into the transformation.
 *
 * <p>Immutable.
 *
 * @param schema the table and its shape
 * @param opcode what happened
 * @param key the key's values; {@link Row#EMPTY} for a table without a key
 * @param before the row before; see {@code beforeKind} for how much of it is true; {@link Row#EMPTY} if there is none
 * @param after the row after; {@link Row#EMPTY} for a delete and a truncate
 * @param beforeKind how much of {@code before} can be trusted
 * @param keyChange whether this is one half of a change of the primary key
 * @param otherKey for a half of a key change the key of the other half, else {@link Row#EMPTY}
 * @param source where and when it happened
 */
public record ChangeEvent(
        TableSchema schema,
        Opcode opcode,
        Row key,
        Row before,
        Row after,
        BeforeKind beforeKind,
        KeyChange keyChange,
        Row otherKey,
        SourceInfo source) {

    /** How much of the row before the change the source told. */
    public enum BeforeKind {
        /** Nothing. */
        NONE,
        /** The key columns only; PostgreSQL's default replica identity makes the other values up. */
        KEY_ONLY,
        /** All columns. */
        FULL
    }

    /** A change of the primary key travels as a delete of the old key and a create of the new one. */
    public enum KeyChange {
        NO,
        /** The delete of the old key; {@code otherKey} is the new one. */
        OLD_KEY,
        /** The create of the new key; {@code otherKey} is the old one. */
        NEW_KEY
    }

    public TableId table() {
        return schema.table();
    }

    public boolean hasKey() {
        return key.size() > 0;
    }
}
