package dev.rdi.wire;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the entries of one change stream. Consecutive entries nearly always have the same schema, so the last one is
 * remembered.
 *
 * <p>Confined to one thread.
 */
public final class EntryReader {

    private final Schemas schemas;
    private byte[] lastFingerprint = EntryFormat.NOTHING;
    private TableSchema lastSchema;

    public EntryReader(Schemas schemas) {
        this.schemas = schemas;
        this.lastSchema = new TableSchema(new TableId("", "", "", ""), RowType.EMPTY, RowType.EMPTY);
    }

    /** Says that the schema of an entry isn't known to the reader; it may have been stored since. */
    public static final class UnknownSchemaException extends MalformedEntryException {
        private static final long serialVersionUID = 1L;

        UnknownSchemaException(String fingerprint) {
            super("no schema " + fingerprint + " is stored");
        }
    }

    /**
     * Reads an entry.
     *
     * @param fields name, value, name, value …
     * @throws UnencodableEntryException if the collector couldn't encode the row
     * @throws MalformedEntryException if the entry isn't one of ours, is damaged, or its schema is missing
     */
    public ChangeEvent read(List<byte[]> fields) {
        if (!hasOurFields(fields)) {
            throw new MalformedEntryException("not an entry of format version 1");
        }
        byte[] flags = fields.get(1);
        if (flags.length != 4 || flags[0] != EntryFormat.VERSION) {
            throw new MalformedEntryException("entry of an unknown format version; a newer RDI wrote it");
        }
        TableSchema schema = schema(fields.get(3));
        if (EntryFormat.isUnencodable(flags)) {
            throw new UnencodableEntryException(
                    new String(fields.get(15), StandardCharsets.UTF_8), withoutRows(schema, flags, fields));
        }
        return new ChangeEvent(
                schema,
                EntryFormat.opcode(flags),
                row(schema.key(), fields.get(9)),
                row(schema.row(), fields.get(13)),
                row(schema.row(), fields.get(15)),
                EntryFormat.beforeKind(flags),
                EntryFormat.keyChange(flags),
                row(schema.key(), fields.get(11)),
                new SourceInfo(number(fields.get(5)), text(fields.get(7))));
    }

    private static ChangeEvent withoutRows(TableSchema schema, byte[] flags, List<byte[]> fields) {
        return new ChangeEvent(
                schema,
                EntryFormat.opcode(flags),
                row(schema.key(), fields.get(9)),
                Row.EMPTY,
                Row.EMPTY,
                BeforeKind.NONE,
                EntryFormat.keyChange(flags),
                row(schema.key(), fields.get(11)),
                new SourceInfo(number(fields.get(5)), text(fields.get(7))));
    }

    /** A replayed entry has one pair more. */
    private static boolean hasOurFields(List<byte[]> fields) {
        int own = 2 * EntryFormat.FIELDS;
        return (fields.size() == own
                        || (fields.size() == own + 2 && ReplayMark.find(fields).isPresent()))
                && Arrays.equals(fields.get(0), EntryFormat.FLAGS);
    }

    private TableSchema schema(byte[] fingerprint) {
        if (!Arrays.equals(fingerprint, lastFingerprint)) {
            lastSchema =
                    schemas.find(text(fingerprint)).orElseThrow(() -> new UnknownSchemaException(text(fingerprint)));
            lastFingerprint = fingerprint;
        }
        return lastSchema;
    }

    private static Row row(RowType type, byte[] packed) {
        return packed.length == 0 ? Row.EMPTY : PackedRowReader.read(type, packed);
    }

    private static long number(byte[] ascii) {
        try {
            return Long.parseLong(text(ascii));
        } catch (NumberFormatException e) {
            throw new MalformedEntryException("the time of an entry is not a number", e);
        }
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
