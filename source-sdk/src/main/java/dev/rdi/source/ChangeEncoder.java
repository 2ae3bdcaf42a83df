package dev.rdi.source;

import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import dev.rdi.redis.Keys;
import dev.rdi.source.RowPacker.Missing;
import dev.rdi.wire.EntryWriter;
import dev.rdi.wire.SchemaCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes stream entries of changes: docs/reference/stream-format.md, version 1. A change of the key becomes two of them.
 *
 * <p>Confined to one thread.
 */
public final class ChangeEncoder {

    private static final byte[] NOTHING = new byte[0];
    private static final int MAX_TABLES = 10_000;

    private final String source;
    private final Keys keys;
    private final RowPacker packer = new RowPacker();
    private final Map<Table, Shape> shapes = new HashMap<>();

    /**
     * Prepares encoding.
     *
     * @param source the logical name of the source, which jobs know as {@code server_name}
     * @param keys names the streams
     */
    public ChangeEncoder(String source, Keys keys) {
        this.source = source;
        this.keys = keys;
    }

    /**
     * What entries of a table refer to.
     *
     * @param stream the key of its change stream
     * @param fingerprint names the schema
     * @param schemaJson the schema
     */
    public record Shape(String stream, String fingerprint, byte[] schemaJson) {}

    /** Stream and schema of a table. */
    public Shape shape(Table table) {
        Shape known = shapes.get(table);
        if (known != null) {
            return known;
        }
        if (shapes.size() >= MAX_TABLES) {
            shapes.clear();
        }
        byte[] json = table.schemaJson(source);
        Shape made = new Shape(keys.stream(table.id(source)), SchemaCodec.fingerprint(json), json);
        shapes.put(table, made);
        return made;
    }

    /**
     * The entries of a change, each as name, value, name, value …
     *
     * @param now its time if it has none
     * @throws InvalidChangeException if the change doesn't fit its table
     */
    public List<byte[][]> encode(Change change, Instant now) {
        Map<String, ?> before = change.before();
        Map<String, ?> after = change.after();
        Entry entry = new Entry(change, ChronoUnit.MICROS.between(Instant.EPOCH, change.timeOr(now)));
        if (change.opcode() == Opcode.TRUNCATE) {
            return List.<byte[][]>of(entry.with(Opcode.TRUNCATE, KeyChange.NO, NOTHING, NOTHING, null, NOTHING));
        }
        Table table = change.table();
        if (after == null) {
            Map<String, ?> gone = before == null ? Map.of() : before;
            return List.<byte[][]>of(
                    entry.with(Opcode.DELETE, KeyChange.NO, packer.key(table, gone), NOTHING, before, NOTHING));
        }
        if (change.opcode() != Opcode.UPDATE) {
            byte[] row = packer.row(table, after, Missing.NULL);
            return List.<byte[][]>of(
                    entry.with(change.opcode(), KeyChange.NO, packer.key(table, after), NOTHING, null, row));
        }
        return update(entry, table, before, after);
    }

    private List<byte[][]> update(Entry entry, Table table, @Nullable Map<String, ?> before, Map<String, ?> after) {
        if (before == null || !table.hasKey()) {
            byte[] row = packer.row(table, after, Missing.NOT_SENT);
            return List.<byte[][]>of(
                    entry.with(Opcode.UPDATE, KeyChange.NO, packer.key(table, after), NOTHING, before, row));
        }
        Map<String, Object> whole = new LinkedHashMap<>(before);
        whole.putAll(after);
        byte[] oldKey = packer.key(table, before);
        byte[] newKey = packer.key(table, whole);
        byte[] row = packer.row(table, whole, Missing.NOT_SENT);
        if (Arrays.equals(oldKey, newKey)) {
            return List.<byte[][]>of(entry.with(Opcode.UPDATE, KeyChange.NO, newKey, NOTHING, before, row));
        }
        return List.<byte[][]>of(
                entry.with(Opcode.DELETE, KeyChange.OLD_KEY, oldKey, newKey, before, NOTHING),
                entry.with(Opcode.CREATE, KeyChange.NEW_KEY, newKey, oldKey, null, row));
    }

    /** What all entries of a change have in common. */
    private final class Entry {
        private final Change change;
        private final long micros;

        Entry(Change change, long micros) {
            this.change = change;
            this.micros = micros;
        }

        byte[][] with(
                Opcode opcode,
                KeyChange keyChange,
                byte[] key,
                byte[] otherKey,
                @Nullable Map<String, ?> before,
                byte[] after) {
            Table table = change.table();
            return EntryWriter.write(
                    opcode,
                    kind(table, before),
                    keyChange,
                    shape(table).fingerprint(),
                    micros,
                    change.position(),
                    key,
                    otherKey,
                    before == null ? NOTHING : packer.row(table, before, Missing.NOT_SENT),
                    after);
        }
    }

    /** What isn't told of a row before a change isn't known. */
    private static BeforeKind kind(Table table, @Nullable Map<String, ?> before) {
        if (before == null) {
            return BeforeKind.NONE;
        }
        return before.size() == table.row().size() ? BeforeKind.FULL : BeforeKind.KEY_ONLY;
    }
}
