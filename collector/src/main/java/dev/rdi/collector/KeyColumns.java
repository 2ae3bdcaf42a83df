package dev.rdi.collector;

import dev.rdi.model.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Asks the source for the key of a table: Debezium's record of a truncate doesn't tell it, and may be the first record
 * of its table since the start.
 *
 * <p>Confined to the collector's thread.
 */
final class KeyColumns {

    private final SourceSettings settings;
    private final SourceKind kind;

    KeyColumns(SourceSettings settings) {
        this.settings = settings;
        this.kind = SourceKind.of(settings);
    }

    /** The schema of the table's key, made of the columns of its row; without fields if the table has no key. */
    Schema of(TableId table, Schema row) {
        SchemaBuilder key = SchemaBuilder.struct();
        names(table).stream()
                .map(row::field)
                .filter(field -> field != null)
                .forEach(field -> key.field(field.name(), field.schema()));
        return key.build();
    }

    private List<String> names(TableId table) {
        try (Connection connection = kind.connect(Preflight.CONNECT_PATIENCE, Preflight.ANSWER_PATIENCE)) {
            return TableSelection.of(settings, kind.tables(connection)).tables().stream()
                    .filter(captured -> captured.qualifiedName().equals(table.qualifiedName()))
                    .findFirst()
                    .map(CapturedTable::keyColumns)
                    .orElse(List.of());
        } catch (SQLException e) {
            throw kind.explain(e).toException(e);
        }
    }
}
