package dev.rdi.wire;

import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.RowType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a row as they stand in its JSON: what comes next can be foretold, so that names are compared as bytes.
 *
 * <p>Of columns without a schema the types are learnt from the values; a null teaches nothing. Confined to one thread.
 */
final class Columns {

    static final Columns NONE = new Columns(List.of(), true);

    private final Column[] columns;
    private final byte[][] patterns;
    private final int[] targets;
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean typed;
    private final @Nullable FieldType[] learnt;
    private RowType type;

    private Columns(List<Column> all, boolean typed) {
        columns = all.toArray(Column[]::new);
        patterns = new byte[columns.length][];
        targets = new int[columns.length];
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            Field field = columns[i].field();
            patterns[i] = pattern(field.name());
            places.put(field.name(), i);
            targets[i] = columns[i].form() == Column.Form.DROPPED ? -1 : fields.size();
            if (targets[i] >= 0) {
                fields.add(field);
            }
        }
        this.typed = typed;
        learnt = new FieldType[fields.size()];
        type = new RowType(fields);
    }

    static Columns of(ConnectSchema struct) {
        return new Columns(struct.fields().stream().map(Column::of).toList(), true);
    }

    static Columns named(List<String> names) {
        return new Columns(names.stream().map(Column::unknown).toList(), false);
    }

    /** A name with its quotes and colon as it stands in JSON; nothing where it has to be escaped. */
    private static byte[] pattern(String name) {
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
        return plain ? ('"' + name + "\":").getBytes(StandardCharsets.UTF_8) : EntryFormat.NOTHING;
    }

    /** The number of columns in the JSON. */
    int size() {
        return columns.length;
    }

    Column column(int index) {
        return columns[index];
    }

    /** The column's place in the row, or -1 if it isn't captured. */
    int target(int index) {
        return targets[index];
    }

    /** How the name of a column stands in the JSON, if that can be foretold. */
    byte[] pattern(int index) {
        return patterns[index];
    }

    Optional<Integer> find(String name) {
        return Optional.ofNullable(places.get(name));
    }

    RowType type() {
        return type;
    }

    boolean isTyped() {
        return typed;
    }

    /** Takes note of the type of a value; what is seen with several types that have no other in common is text. */
    void learn(int target, FieldType seen) {
        FieldType known = learnt[target];
        if (known == seen) {
            return;
        }
        FieldType merged = known == null ? seen : isNumber(known) && isNumber(seen) ? FieldType.FLOAT : FieldType.TEXT;
        if (merged != known) {
            learnt[target] = merged;
            type = retyped();
        }
    }

    private static boolean isNumber(FieldType type) {
        return type == FieldType.INTEGER || type == FieldType.FLOAT;
    }

    private RowType retyped() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < learnt.length; i++) {
            FieldType now = learnt[i];
            fields.add(new Field(type.field(i).name(), now == null ? FieldType.TEXT : now));
        }
        return new RowType(fields);
    }
}
