package dev.rdi.source;

import dev.rdi.model.Field;
import dev.rdi.model.RowType;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.wire.SchemaCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as a source describes it: its names, its key, its columns. A table that gets another column is another {@code
 * Table} with the same names; changes may refer to either.
 *
 * <p>Immutable.
 */
public final class Table {

    private static final int MAX_COLUMNS = 10_000;

    private final String schema;
    private final String name;
    private final List<Column> columns;
    private final RowType row;
    private final RowType key;
    private final int[] keyPlaces;

    private record Column(String name, ColumnType type, boolean isKey) {}

    private Table(String schema, String name, List<Column> columns) {
        this.schema = schema;
        this.name = name;
        this.columns = List.copyOf(columns);
        this.row = new RowType(fields(columns));
        List<Column> keys = columns.stream().filter(Column::isKey).toList();
        this.key = new RowType(fields(keys));
        this.keyPlaces = keys.stream().mapToInt(columns::indexOf).toArray();
    }

    /**
     * A table that has no columns yet.
     *
     * @param schema the schema, or the database where there are no schemas; not empty
     * @param name the table's name; not empty
     */
    public static Table named(String schema, String name) {
        if (schema.isBlank() || name.isBlank()) {
            throw new InvalidChangeException("table", "a table needs a schema and a name");
        }
        return new Table(schema, name, List.of());
    }

    /** The same with a column that belongs to the primary key. The order of these calls is the order of the key. */
    public Table key(String column, ColumnType type) {
        return with(new Column(column, type, true));
    }

    /** The same with one more column. */
    public Table column(String column, ColumnType type) {
        return with(new Column(column, type, false));
    }

    private Table with(Column column) {
        if (column.name().isEmpty()) {
            throw new InvalidChangeException("table", "a column needs a name");
        }
        if (row.indexOf(column.name()) >= 0) {
            throw new InvalidChangeException(column.name(), "the table has this column twice");
        }
        if (columns.size() >= MAX_COLUMNS) {
            throw new InvalidChangeException("table", "a table has at most " + MAX_COLUMNS + " columns");
        }
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new Table(schema, name, more);
    }

    private static List<Field> fields(List<Column> columns) {
        return columns.stream()
                .map(column -> column.type().field(column.name()))
                .toList();
    }

    /** {@code schema.table}. */
    public String qualifiedName() {
        return schema + "." + name;
    }

    boolean hasKey() {
        return keyPlaces.length > 0;
    }

    RowType row() {
        return row;
    }

    ColumnType type(int column) {
        return columns.get(column).type();
    }

    /** Where the columns of the key are among all columns, in the order of the key. */
    int keyPlace(int index) {
        return keyPlaces[index];
    }

    int keySize() {
        return keyPlaces.length;
    }

    TableId id(String source) {
        return new TableId(source, "", schema, name);
    }

    /** The schema as entries refer to it. */
    byte[] schemaJson(String source) {
        return SchemaCodec.toJson(new TableSchema(id(source), key, row));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table that
                && schema.equals(that.schema)
                && name.equals(that.name)
                && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return 31 * qualifiedName().hashCode() + columns.hashCode();
    }

    @Override
    public String toString() {
        return qualifiedName();
    }
}
