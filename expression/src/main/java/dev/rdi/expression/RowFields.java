package dev.rdi.expression;

import dev.rdi.model.Row;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row as a record: its columns by name, in the row's order, as {@link ColumnValue}s that are made when somebody asks.
 *
 * <p>Immutable.
 */
public final class RowFields extends AbstractMap<String, @Nullable Object> {

    private final Row row;

    public RowFields(Row row) {
        this.row = row;
    }

    public Row row() {
        return row;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int index = name instanceof String text ? row.type().indexOf(text) : -1;
        return index < 0 ? null : ColumnValue.of(row, index);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && row.type().indexOf(text) >= 0;
    }

    @Override
    public int size() {
        return row.size();
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {

        @Override
        public int size() {
            return row.size();
        }

        @Override
        public Iterator<Entry<String, @Nullable Object>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < row.size();
                }

                @Override
                public Entry<String, @Nullable Object> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int index = next++;
                    return new SimpleImmutableEntry<>(row.type().field(index).name(), ColumnValue.of(row, index));
                }
            };
        }
    }
}
