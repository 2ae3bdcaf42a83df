package dev.rdi.expression.sql;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a field of the record: a column, or a chain of names into nested fields. One quoted name with dots,
 * such as {@code "after.id"}, is a field of exactly that name where the record has it, else the nested field.
 *
 * <p>Thread-safe. Two columns are equal if they are written with the same names.
 */
final class Column implements Expression, Slot {

    /** The fields of a record in full row format that hold the row's columns. */
    private static final Set<String> ROW_PARTS = Set.of("before", "after", "key");

    private final List<String> written;
    private final List<Name> names;
    private final List<Name> nested;
    private final Set<FieldPath> reads;

    Column(List<String> written) {
        this.written = List.copyOf(written);
        this.names = names(written);
        FieldPath exact = new FieldPath(written);
        FieldPath path = written.size() == 1 ? FieldPath.parse(written.get(0)) : exact;
        this.nested = path.equals(exact) ? List.of() : names(path.names());
        Set<FieldPath> paths = new LinkedHashSet<>(List.of(path));
        if (!ROW_PARTS.contains(path.names().get(0))) {
            paths.add(exact);
        }
        this.reads = Set.copyOf(paths);
    }

    private static List<Name> names(List<String> texts) {
        return texts.stream().map(Name::new).toList();
    }

    @Override
    public @Nullable Object evaluate(Map<String, ?> record, Evaluation evaluation) {
        if (nested.isEmpty()) {
            return follow(names, record);
        }
        String exact = names.get(0).in(record);
        return exact == null ? follow(nested, record) : record.get(exact);
    }

    @Override
    public @Nullable Object value(Map<String, ?> record, Evaluation evaluation) {
        return evaluate(record, evaluation);
    }

    @SuppressWarnings("unchecked") // Records and what is nested in them have texts as keys.
    private static @Nullable Object follow(List<Name> names, Map<String, ?> record) {
        Object value = record;
        for (Name name : names) {
            if (value == Unavailable.VALUE) {
                return value;
            }
            if (!(Values.decoded(value) instanceof Map<?, ?> map)) {
                return null;
            }
            String found = name.in((Map<String, ?>) map);
            value = found == null ? null : map.get(found);
        }
        return value;
    }

    /** The names as SQLite puts them into its messages. */
    String dotted() {
        return String.join(".", written);
    }

    boolean isChain() {
        return written.size() > 1;
    }

    /** Whether SQLite has no such references, which end with database, table and column. */
    boolean isLongChain() {
        return written.size() > 3;
    }

    @Override
    public Set<FieldPath> reads() {
        return reads;
    }

    @Override
    public boolean isVolatile() {
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Column that && written.equals(that.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return dotted();
    }
}
