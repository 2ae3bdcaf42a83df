package dev.rdi.transform.output;

import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.TableSchema;
import java.nio.charset.StandardCharsets;

/**
 * RDI's default key of a row: {@code table:column:value[:column:value …]}, with the key columns in the order of the
 * key and the names as the source spells them.
 *
 * <p>Immutable.
 */
public final class DefaultKey {

    private final byte[][] labels;

    private DefaultKey(byte[][] labels) {
        this.labels = labels;
    }

    /** The keys of a table's rows. The table must have a key. */
    public static DefaultKey of(TableSchema schema) {
        RowType key = schema.key();
        byte[][] labels = new byte[key.size()][];
        for (int i = 0; i < labels.length; i++) {
            String before = i == 0 ? schema.table().table() : "";
            labels[i] = (before + ":" + key.field(i).name() + ":").getBytes(StandardCharsets.UTF_8);
        }
        return new DefaultKey(labels);
    }

    /** What the keys of all rows of the table begin with. */
    public String prefix() {
        return new String(labels[0], StandardCharsets.UTF_8);
    }

    /** The key of a row, given the values of its key columns, none of which is null or unavailable. */
    public byte[] of(Row key) {
        int size = 0;
        for (int i = 0; i < labels.length; i++) {
            size += labels[i].length + key.length(i);
        }
        byte[] bytes = new byte[size];
        int at = 0;
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(labels[i], 0, bytes, at, labels[i].length);
            at = key.copyTo(i, bytes, at + labels[i].length);
        }
        return bytes;
    }
}
