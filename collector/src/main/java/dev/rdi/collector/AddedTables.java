package dev.rdi.collector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says of which tables a reader of a binary log can't begin to capture the changes without a reset. How tables look is
 * known for the databases of captured tables; and nobody knows which rows of a table went away while it wasn't captured.
 *
 * <p>Stateless.
 */
final class AddedTables {

    private AddedTables() {}

    /** The first of such tables, if there is one. */
    static Optional<Finding> unknown(List<CapturedTable> selected, Map<String, Capture> known) {
        for (CapturedTable table : selected) {
            Optional<Capture> capture = Optional.ofNullable(known.get(table.qualifiedName()));
            if (capture.map(it -> it.phase() == Capture.Phase.DROPPED).orElse(false)) {
                return Optional.of(finding(table, " was captured before; which rows went away since then isn't known"));
            }
            if (known.entrySet().stream().noneMatch(it -> isOfDatabase(it, table.schema()))) {
                return Optional.of(finding(table, " is of a database of which no table was captured so far"));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfDatabase(Map.Entry<String, Capture> known, String database) {
        return known.getKey().startsWith(database + ".") && known.getValue().phase() != Capture.Phase.DROPPED;
    }

    private static Finding finding(CapturedTable table, String why) {
        return Finding.error(
                "source.table-added",
                "Table " + table.qualifiedName() + why,
                "redis-di reset --pipeline NAME --rdi URL, then start the pipeline; or take the table out of"
                        + " sources.<name>.tables.");
    }
}
