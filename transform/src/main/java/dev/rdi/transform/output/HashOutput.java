package dev.rdi.transform.output;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.Written;
import dev.rdi.model.Rejection;
import dev.rdi.model.Row;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.PutHash;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a row as a hash: a field for each column that has a value, none for a null. A value that the source did not
 * send is left as it is at the target. A delete removes the key, a truncate the keys of the table.
 *
 * <p>Thread-safe.
 */
public final class HashOutput implements Output {

    private static final Logger LOG = LoggerFactory.getLogger(HashOutput.class);
    private static final byte[][] NONE = new byte[0][];

    private final Predicate<TableId> ownsItsKeys;
    private final Map<TableSchema, DefaultKey> keys = new ConcurrentHashMap<>();
    private final Set<TableId> warned = ConcurrentHashMap.newKeySet();

    /**
     * Makes the output.
     *
     * @param ownsItsKeys whether no other table writes keys that look like this table's: only then a truncate may
     *     remove them
     */
    public HashOutput(Predicate<TableId> ownsItsKeys) {
        this.ownsItsKeys = ownsItsKeys;
    }

    @Override
    public String name() {
        return "output hash";
    }

    @Override
    public Outcome apply(ChangeEvent event) {
        return switch (event.opcode()) {
            case CREATE, READ, UPDATE -> withKey(event, key -> put(key, event.after()));
            case DELETE -> withKey(event, DeleteKey::new);
            case TRUNCATE -> truncate(event);
            case MESSAGE -> new Filtered();
        };
    }

    private interface KeyedWrite {
        TargetWrite of(byte[] key);
    }

    private Outcome withKey(ChangeEvent event, KeyedWrite write) {
        if (!event.hasKey()) {
            return rejected(
                    "record.no-key",
                    "the table " + event.table().qualifiedName()
                            + " has no primary key: name its key columns in config.yaml under tables: "
                            + event.table().qualifiedName() + ": keys: [COLUMN]");
        }
        for (int i = 0; i < event.key().size(); i++) {
            if (!event.key().hasValue(i)) {
                return rejected(
                        "record.key-null",
                        "the key column " + event.key().type().field(i).name()
                                + " has no value: use columns that are never null as keys");
            }
        }
        byte[] key = keys.computeIfAbsent(event.schema(), DefaultKey::of).of(event.key());
        return new Written(List.of(write.of(key)));
    }

    private static PutHash put(byte[] key, Row row) {
        int values = 0;
        int nulls = 0;
        for (int i = 0; i < row.size(); i++) {
            values += row.hasValue(i) ? 1 : 0;
            nulls += row.isNull(i) ? 1 : 0;
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
        return new PutHash(key, fields, removed);
    }

    private Outcome truncate(ChangeEvent event) {
        if (event.schema().key().size() == 0) {
            return new Filtered(); // Nothing of this table is at the target.
        }
        if (ownsItsKeys.test(event.table())) {
            return new Written(
                    List.of(new ClearTable(DefaultKey.of(event.schema()).prefix())));
        }
        if (warned.add(event.table())) {
            LOG.warn(
                    "{} was truncated, but its keys at the target stay: another captured table has the same name",
                    event.table().qualifiedName());
        }
        return new Filtered();
    }

    private Outcome rejected(String code, String reason) {
        return new Rejected(new Rejection(code, reason, "", name()));
    }
}
