package dev.rdi.collector;

import io.debezium.document.Array;
import io.debezium.document.Document;
import io.debezium.document.Value;
import io.debezium.relational.history.HistoryRecord;
import io.debezium.relational.history.HistoryRecordComparator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the schema history small: of the changes that lie before the stored position only the last of each table counts,
 * because each one tells how the whole table looks.
 *
 * <p>Stateless.
 */
final class HistoryCompaction {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryCompaction.class);
    private static final int MANY = 1000;

    private HistoryCompaction() {}

    /** Compacts a history that has grown; nobody may use it meanwhile. */
    static void run(SchemaHistoryStore history, BinlogPosition position) throws InterruptedException {
        List<String> all = history.load();
        if (all.size() < MANY) {
            return;
        }
        List<String> needed = needed(all, position);
        if (needed.size() <= all.size() / 2) {
            history.replace(needed);
            LOG.info("The schema history had {} changes and has {}", all.size(), needed.size());
        }
    }

    static List<String> needed(List<String> all, BinlogPosition position) {
        Document here = Document.create();
        position.toOffset().forEach(here::set);
        BinlogOrder order = new BinlogOrder(HistoryRecordComparator.INSTANCE);
        Set<String> told = new HashSet<>();
        Deque<String> needed = new ArrayDeque<>();
        List<String> changes = new ArrayList<>(all);
        for (int i = changes.size() - 1; i >= 0; i--) {
            Document change = KeptSchemaHistory.parse(changes.get(i));
            boolean before = order.isPositionAtOrBefore(change.getDocument(HistoryRecord.Fields.POSITION), here);
            if (!before || told.addAll(subjects(change))) {
                needed.addFirst(changes.get(i));
            }
        }
        return List.copyOf(needed);
    }

    /** The tables that a change is about; where it is about none, its statement. */
    private static Set<String> subjects(Document change) {
        Set<String> subjects = new HashSet<>();
        Array tables = KeptSchemaHistory.tableChanges(change);
        for (Array.Entry entry : tables) {
            Value value = entry.getValue();
            Document table = value.asDocument();
            subjects.add("table " + table.getString("id"));
            if (table.getString("previousId") != null) {
                subjects.add("table " + table.getString("previousId"));
            }
        }
        if (subjects.isEmpty()) {
            subjects.add("statement " + change.getString(HistoryRecord.Fields.DDL_STATEMENTS));
        }
        return subjects;
    }
}
