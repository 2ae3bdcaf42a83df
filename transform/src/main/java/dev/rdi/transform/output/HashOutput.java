package dev.rdi.transform.output;

import dev.rdi.config.job.UpdateStrategy;
import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.RowFields;
import dev.rdi.expression.Values;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.transform.output.Placement.Placed;
import dev.rdi.transform.record.JobRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row as a hash: a field for each value, none for a null. A delete removes the key, a truncate the keys of the
 * table.
 *
 * <p>Of documents each write is the exact content, unless the user wants otherwise: a field that is gone isn't in the
 * document any more, whereas a column that is NULL is still in its row.
 *
 * <p>Thread-safe.
 */
public final class HashOutput implements Output {

    private static final String NAME = "output hash";
    private static final String TYPE = "hash";
    private static final byte[][] NONE = new byte[0][];

    private final String target;
    private final KeySource key;
    private final PlacedRows rows;
    private final Mapping mapping;
    private final Optional<UpdateStrategy> onUpdate;
    private final boolean isPlain;

    /** A hash for each row, with all its fields, under the default key. */
    public HashOutput(String target, Predicate<TableId> ownsItsKeys) {
        this(target, KeySource.byDefault(), Expire.NONE, Mapping.ALL, Optional.empty(), ownsItsKeys);
    }

    /**
     * Makes the output.
     *
     * @param onUpdate whether fields that the record doesn't have go too; if empty, those of documents do
     * @param ownsItsKeys whether no other table or job writes keys that look like this table's: only then a truncate
     *     may remove them
     */
    public HashOutput(
            String target,
            KeySource key,
            Expire expire,
            Mapping mapping,
            Optional<UpdateStrategy> onUpdate,
            Predicate<TableId> ownsItsKeys) {
        this.target = target;
        this.key = key;
        this.rows = new PlacedRows(
                TYPE,
                key,
                null,
                expire,
                new Truncation(NAME, TYPE, ownsItsKeys),
                place -> new DeleteKey(place.key(), TYPE));
        this.mapping = mapping;
        this.onUpdate = onUpdate;
        this.isPlain = key.isDefault()
                && expire.isNone()
                && mapping.isAll()
                && !onUpdate.equals(Optional.of(UpdateStrategy.REPLACE));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public boolean hasComputedPlace() {
        return rows.hasComputedPlace();
    }

    @Override
    public boolean canMove(TableSchema schema) {
        return rows.canMove(schema);
    }

    @Override
    public List<TargetWrite> apply(JobRecord record, @Nullable JobRecord previous) {
        Opcode opcode = record.opcode();
        boolean puts = opcode == Opcode.CREATE || opcode == Opcode.READ || opcode == Opcode.UPDATE;
        if (puts && isPlain && record.payload() instanceof RowFields fields) {
            PutHash put = plain(key.of(record), fields.row(), replaces(record), record.isHeldAtTarget());
            if (put != null) {
                return List.of(put);
            }
        }
        return rows.apply(record, previous, (placed, expiry) -> put(record, previous, placed, expiry));
    }

    /** The hot path: a row as it arrived. Null if values are missing that the target may not have. */
    private static @Nullable PutHash plain(byte[] key, Row row, boolean replace, boolean holds) {
        int values = 0;
        int nulls = 0;
        for (int i = 0; i < row.size(); i++) {
            values += row.hasValue(i) ? 1 : 0;
            nulls += row.isNull(i) ? 1 : 0;
        }
        if (values + nulls < row.size() && (replace || !holds)) {
            return null;
        }
        byte[][] fields = new byte[2 * values][];
        byte[][] removed = nulls == 0 ? NONE : new byte[nulls][];
        int nextField = 0;
        int nextRemoved = 0;
        for (int i = 0; i < row.size(); i++) {
            if (row.hasValue(i)) {
                fields[nextField++] = row.type().nameBytes(i);
                fields[nextField++] = row.bytes(i);
            } else if (row.isNull(i)) {
                removed[nextRemoved++] = row.type().nameBytes(i);
            }
        }
        return new PutHash(key, fields, removed, NONE, replace, Expiry.UNCHANGED);
    }

    private boolean replaces(JobRecord record) {
        return onUpdate.map(UpdateStrategy.REPLACE::equals)
                .orElseGet(() -> record.schema().row().isOpen());
    }

    private TargetWrite put(JobRecord record, @Nullable JobRecord previous, Placed placed, Expiry expiry) {
        Completion content = Completion.of(record, previous, mapping, placed.holds());
        List<byte[]> fields = new ArrayList<>();
        List<byte[]> removed = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> field : content.fields().entrySet()) {
            byte[] name = bytes(field.getKey());
            if (field.getValue() == null) {
                removed.add(name);
            } else {
                fields.add(name);
                fields.add(bytes(field.getValue()));
            }
        }
        return new PutHash(
                placed.now().key(),
                fields.toArray(NONE),
                removed.toArray(NONE),
                content.kept().stream().map(HashOutput::bytes).toArray(byte[][]::new),
                replaces(record),
                expiry);
    }

    static byte[] bytes(Object value) {
        return value instanceof ColumnValue column
                ? column.bytes()
                : Values.text(value).getBytes(StandardCharsets.UTF_8);
    }
}
