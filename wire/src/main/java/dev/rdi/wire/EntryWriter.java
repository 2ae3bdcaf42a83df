package dev.rdi.wire;

import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import java.nio.charset.StandardCharsets;

/**
 * Makes the fields of a stream entry, version 1.
 *
 * <p>Thread-safe.
 */
public final class EntryWriter {

    private EntryWriter() {}

    /**
     * The names and values of an entry: name, value, name, value …
     *
     * @param fingerprint of the schema, see {@link SchemaCodec#fingerprint}
     * @param timestampMicros when the source committed the change
     * @param position the source's own position
     * @param key the packed key, empty if the table has none
     * @param otherKey the packed key of the other half of a key change, else empty
     * @param before the packed row before, else empty
     * @param after the packed row after, else empty
     */
    public static byte[][] write(
            Opcode opcode,
            BeforeKind beforeKind,
            KeyChange keyChange,
            String fingerprint,
            long timestampMicros,
            String position,
            byte[] key,
            byte[] otherKey,
            byte[] before,
            byte[] after) {
        byte[] flags = EntryFormat.flags(opcode, beforeKind, keyChange);
        return fields(flags, fingerprint, timestampMicros, position, key, otherKey, before, after);
    }

    /**
     * The names and values of an entry that stands for a change whose row can't be encoded, so that it is rejected in its
     * place instead of being lost.
     *
     * @param key the packed key, empty if it can't be encoded either
     * @param reason what can't be encoded, without a value of it
     */
    public static byte[][] writeUnencodable(
            Opcode opcode,
            KeyChange keyChange,
            String fingerprint,
            long timestampMicros,
            String position,
            byte[] key,
            byte[] otherKey,
            String reason) {
        byte[] flags = EntryFormat.unencodable(opcode, keyChange);
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return fields(flags, fingerprint, timestampMicros, position, key, otherKey, EntryFormat.NOTHING, text);
    }

    private static byte[][] fields(
            byte[] flags,
            String fingerprint,
            long timestampMicros,
            String position,
            byte[] key,
            byte[] otherKey,
            byte[] before,
            byte[] after) {
        return new byte[][] {
            EntryFormat.FLAGS,
            flags,
            EntryFormat.SCHEMA,
            ascii(fingerprint),
            EntryFormat.TIME,
            ascii(Long.toString(timestampMicros)),
            EntryFormat.POSITION,
            ascii(position),
            EntryFormat.KEY,
            key,
            EntryFormat.OTHER_KEY,
            otherKey,
            EntryFormat.BEFORE,
            before,
            EntryFormat.AFTER,
            after
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
