package dev.rdi.transform.output;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.FieldPath;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RowFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which fields of a record hold nothing but columns of the table's key. An update never changes those, so what is
 * computed from them alone is where it was. Stateless.
 */
final class KeyColumns {

    private static final Set<String> IMAGES = Set.of("key", "before", "after");
    private static final Set<String> NAMES = Set.of("db", "schema", "table", "server_name");

    private KeyColumns() {}

    /** Whether a path names a key column, or what is the same for all rows of a table, before any transform. */
    static boolean names(FieldPath path, TableSchema schema, RowFormat format) {
        List<String> names = path.names();
        if (names.isEmpty()) {
            return false;
        }
        if (format == RowFormat.PARTIAL) {
            return isKeyColumn(names.get(0), schema);
        }
        if (names.size() == 1) {
            return names.get(0).equals("key") || NAMES.contains(names.get(0));
        }
        return IMAGES.contains(names.get(0)) && isKeyColumn(names.get(1), schema);
    }

    /** Whether what this record holds at a path is made of key columns only, whatever transforms moved there. */
    static boolean onlyThose(FieldPath path, JobRecord record) {
        Object value = path.in(record.fields());
        if (value == null) {
            return names(path, record.schema(), record.format());
        }
        return isMadeOfKey(value, record.schema()) || isTableName(path, value, record);
    }

    private static boolean isMadeOfKey(@Nullable Object value, TableSchema schema) {
        if (value instanceof ColumnValue column) {
            return isKeyColumn(column.field().name(), schema);
        }
        return value instanceof Map<?, ?> map
                && map.values().stream().allMatch(item -> item != null && isMadeOfKey(item, schema));
    }

    private static boolean isTableName(FieldPath path, Object value, JobRecord record) {
        TableId table = record.schema().table();
        return record.format() == RowFormat.FULL
                && path.names().size() == 1
                && switch (path.names().get(0)) {
                    case "db" -> value.equals(table.database());
                    case "schema" -> value.equals(table.schema());
                    case "table" -> value.equals(table.table());
                    case "server_name" -> value.equals(table.server());
                    default -> false;
                };
    }

    private static boolean isKeyColumn(String name, TableSchema schema) {
        return schema.key().indexOf(name) >= 0;
    }
}
