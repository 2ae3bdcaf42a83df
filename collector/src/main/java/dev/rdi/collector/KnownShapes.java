package dev.rdi.collector;

import io.debezium.document.Array;
import io.debezium.document.Document;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of which a schema history tells how they look.
 *
 * <p>Stateless.
 */
final class KnownShapes {

    private KnownShapes() {}

    /** What is wrong if a table isn't among them. */
    static Optional<Finding> missing(List<CapturedTable> tables, List<String> history) {
        Set<String> known = new HashSet<>();
        for (String change : history) {
            for (Array.Entry entry : KeptSchemaHistory.tableChanges(KeptSchemaHistory.parse(change))) {
                Document table = entry.getValue().asDocument();
                if (table.getString("type").equals("DROP")) {
                    known.remove(table.getString("id"));
                } else {
                    known.add(table.getString("id"));
                }
            }
        }
        return tables.stream()
                .filter(table -> !known.contains(Sql.name(table.schema()) + "." + Sql.name(table.name())))
                .findFirst()
                .map(KnownShapes::unreadable);
    }

    private static Finding unreadable(CapturedTable table) {
        return Finding.error(
                "source.table-unreadable",
                "How table " + table.qualifiedName()
                        + " looks can't be understood: it may have a column of a type that isn't known, or a double"
                        + " quote in its name",
                "Take it out of sources.<name>.tables, or change the type; then redis-di reset --pipeline NAME --rdi"
                        + " URL.");
    }
}
