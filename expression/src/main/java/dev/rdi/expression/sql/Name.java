package dev.rdi.expression.sql;

import dev.rdi.expression.RowFields;
import dev.rdi.model.Field;
import dev.rdi.model.RowType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name that is looked up in records: an exact match wins, else the only one that differs in case alone.
 *
 * <p>Thread-safe. Remembers where it was found in the last type of row, because consecutive rows share theirs.
 */
final class Name {

    private final String text;
    private volatile Match last = new Match(RowType.EMPTY, null);

    Name(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The field's name as the record spells it; null if it has none of that name, or several. */
    @SuppressWarnings("ReferenceEquality") // the rows of a table share one type
    @Nullable
    String in(Map<String, ?> record) {
        if (!(record instanceof RowFields fields)) {
            return record.containsKey(text) ? text : only(record.keySet());
        }
        RowType type = fields.row().type();
        Match match = last;
        if (match.type != type) {
            match = new Match(type, find(type));
            last = match;
        }
        return match.name;
    }

    private @Nullable String find(RowType type) {
        List<String> names = type.fields().stream().map(Field::name).toList();
        return type.indexOf(text) >= 0 ? text : only(names);
    }

    private @Nullable String only(Iterable<String> names) {
        String found = null;
        for (String name : names) {
            if (name.equalsIgnoreCase(text)) {
                if (found != null) {
                    return null;
                }
                found = name;
            }
        }
        return found;
    }

    private record Match(RowType type, @Nullable String name) {}
}
