package dev.rdi.model;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ordered fields of a row. Rows refer to their type, so it is made once for each version of a table, not for each
 * record.
 *
 * <p>Immutable.
 */
public final class RowType {

    public static final RowType EMPTY = new RowType(List.of());

    /** The type of rows that have no fields in common, such as documents: each row has a type of its own. */
    public static final RowType OPEN = new RowType(List.of(), true);

    private final List<Field> fields;
    private final boolean open;
    private final byte[][] names;
    private final Map<String, Integer> indexes;

    public RowType(List<Field> fields) {
        this(fields, false);
    }

    private RowType(List<Field> fields, boolean open) {
        this.open = open;
        this.fields = List.copyOf(fields);
        this.names = new byte[fields.size()][];
        this.indexes = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            names[i] = fields.get(i).name().getBytes(StandardCharsets.UTF_8);
            indexes.put(fields.get(i).name(), i);
        }
    }

    /** Whether nothing is known of the fields that a row has, or had. */
    public boolean isOpen() {
        return open;
    }

    public List<Field> fields() {
        return fields;
    }

    public Field field(int index) {
        return fields.get(index);
    }

    public int size() {
        return names.length;
    }

    /** The UTF-8 bytes of a field's name. Shared: callers must not change them. */
    public byte[] nameBytes(int index) {
        return names[index];
    }

    /** The position of a field, or -1 if the row has no field of that name. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowType that && open == that.open && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return 31 * fields.hashCode() + Boolean.hashCode(open);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
