package dev.rdi.transform.output;

import dev.rdi.expression.Expression;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.TableSchema;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import dev.rdi.transform.record.RowFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the Redis keys of an output come from. Thread-safe. */
public abstract sealed class KeySource {

    /** The default key, from the original event key whatever the job made of the record. */
    public static KeySource byDefault() {
        return new Default();
    }

    /** The text of an expression's result. */
    public static KeySource computed(Expression expression, RowFormat format) {
        return new Computed(expression, format);
    }

    /** The default key of a parent row, from the field that names it. */
    static KeySource ofParent(String prefix, Argument parent) {
        return new Parent(prefix, parent);
    }

    /**
     * The key of a record.
     *
     * @throws RejectedException if it has none
     */
    abstract byte[] of(JobRecord record);

    /** Whether the key of a row may change with an update that leaves the table's key alone. */
    abstract boolean canMove(TableSchema schema);

    /** Whether this record's key depends on nothing but key columns, so that an update left it alone. */
    abstract boolean isFixed(JobRecord record);

    /** Whether these are the table's default keys. */
    public boolean isDefault() {
        return this instanceof Default;
    }

    private static final class Default extends KeySource {

        private final Map<TableSchema, DefaultKey> keys = new ConcurrentHashMap<>();

        @Override
        byte[] of(JobRecord record) {
            ChangeEvent event = record.event();
            if (!event.hasKey()) {
                throw new RejectedException(
                        "record.no-key",
                        "the table " + event.table().qualifiedName()
                                + " has no primary key: name its key columns in config.yaml under tables: "
                                + event.table().qualifiedName()
                                + ": keys: [COLUMN], or give the output a key expression");
            }
            for (int i = 0; i < event.key().size(); i++) {
                if (!event.key().hasValue(i)) {
                    throw new RejectedException(
                            "record.key-null",
                            "the key column " + event.key().type().field(i).name()
                                    + " has no value: use columns that are never null as keys");
                }
            }
            return keys.computeIfAbsent(event.schema(), DefaultKey::of).of(event.key());
        }

        @Override
        boolean canMove(TableSchema schema) {
            return false;
        }

        @Override
        boolean isFixed(JobRecord record) {
            return true;
        }
    }

    private static final class Computed extends KeySource {

        private final Expression expression;
        private final RowFormat format;

        Computed(Expression expression, RowFormat format) {
            this.expression = expression;
            this.format = format;
        }

        @Override
        byte[] of(JobRecord record) {
            String text = Texts.of(record.evaluate(expression), "record.key", "the key expression");
            if (text.isEmpty()) {
                throw new RejectedException(
                        "record.key-empty", "the key expression gives empty text: give it a part that is always there");
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        boolean canMove(TableSchema schema) {
            return !expression.reads().stream().allMatch(path -> KeyColumns.names(path, schema, format));
        }

        @Override
        boolean isFixed(JobRecord record) {
            return !expression.isVolatile()
                    && expression.reads().stream().allMatch(path -> KeyColumns.onlyThose(path, record));
        }
    }

    private static final class Parent extends KeySource {

        private final String prefix;
        private final Argument parent;

        Parent(String prefix, Argument parent) {
            this.prefix = prefix;
            this.parent = parent;
        }

        @Override
        byte[] of(JobRecord record) {
            return (prefix + parent.text(record)).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        boolean canMove(TableSchema schema) {
            return parent.canMove(schema);
        }

        @Override
        boolean isFixed(JobRecord record) {
            return parent.isFixed(record);
        }
    }
}
