package dev.rdi.app;

import dev.rdi.collector.SourceColumn;
import dev.rdi.collector.SourceInspector;
import dev.rdi.collector.SourceTable;
import dev.rdi.config.SourceConfig;
import dev.rdi.control.SourceCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What sources hold, asked of their databases.
 *
 * <p>Immutable.
 */
final class InspectedSources implements SourceCatalog {

    private final String installation;

    InspectedSources(String installation) {
        this.installation = installation;
    }

    @Override
    public Map<String, Schema> look(SourceConfig source, Question question) {
        SourceInspector inspector = inspector(source);
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (String name : inspector.schemas()) {
            if (question.schemas().isEmpty() || question.schemas().contains(name)) {
                schemas.put(name, schema(inspector, name, question));
            }
        }
        return schemas;
    }

    @Override
    public List<String> databases(SourceConfig source) {
        return inspector(source).databases();
    }

    private SourceInspector inspector(SourceConfig source) {
        return new SourceInspector(Sources.settings(source, installation, ""));
    }

    private static Schema schema(SourceInspector inspector, String name, Question question) {
        if (question.detail() == Detail.SCHEMAS) {
            return new Schema(Optional.empty());
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        inspector
                .describe(name, question.tables())
                .forEach((table, found) -> tables.put(table, table(found, question.detail())));
        return new Schema(Optional.of(tables));
    }

    private static Table table(SourceTable found, Detail detail) {
        if (detail == Detail.TABLES) {
            return new Table(Optional.of(found.cdcReady()), Optional.empty());
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        found.columns().forEach((name, column) -> columns.put(name, column(column)));
        return new Table(Optional.of(found.cdcReady()), Optional.of(columns));
    }

    private static Column column(SourceColumn found) {
        OptionalInt size = found.size().map(OptionalInt::of).orElse(OptionalInt.empty());
        return new Column(found.type(), size, found.primaryKey(), found.uniqueConstraint());
    }
}
