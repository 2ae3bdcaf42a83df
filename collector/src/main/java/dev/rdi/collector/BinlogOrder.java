package dev.rdi.collector;

import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogSourceInfo;
import io.debezium.document.Document;
import io.debezium.relational.history.HistoryRecordComparator;
import java.util.Map;

/**
 * Says whether a change of a table belongs to what was read up to a position. Debezium's own answer compares MariaDB's
 * transactions by the server that committed them, so that a server which took over would know no table; the numbers of
 * MariaDB grow in each domain, whichever server commits.
 *
 * <p>Immutable.
 */
final class BinlogOrder extends HistoryRecordComparator {

    private final HistoryRecordComparator otherwise;

    /** @param otherwise compares what isn't MariaDB's */
    BinlogOrder(HistoryRecordComparator otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    protected boolean isPositionAtOrBefore(Document recorded, Document desired) {
        Map<String, Long> before = domains(recorded);
        Map<String, Long> after = domains(desired);
        if (after.isEmpty() && before.isEmpty()) {
            return (isGtidless(recorded) && isGtidless(desired))
                    ? isAtOrBeforeByPlace(recorded, desired)
                    : otherwise.isAtOrBefore(record(recorded), record(desired));
        }
        if (before.equals(after)) {
            return events(recorded) <= events(desired);
        }
        return before.entrySet().stream()
                .allMatch(domain -> after.getOrDefault(domain.getKey(), -1L) >= domain.getValue());
    }

    private static io.debezium.relational.history.HistoryRecord record(Document position) {
        Document document = Document.create();
        document.setDocument("source", Document.create());
        document.setDocument("position", position);
        return new io.debezium.relational.history.HistoryRecord(document);
    }

    private static boolean isAtOrBeforeByPlace(Document recorded, Document desired) {
        int order = Long.compareUnsigned(
                place(recorded).number().value(), place(desired).number().value());
        return order < 0 || (order == 0 && events(recorded) <= events(desired));
    }

    private static BinlogPosition place(Document position) {
        return new BinlogPosition(
                position.getString(BinlogSourceInfo.BINLOG_FILENAME_OFFSET_KEY),
                position.getLong(BinlogSourceInfo.BINLOG_POSITION_OFFSET_KEY, 0),
                "");
    }

    private static boolean isGtidless(Document position) {
        return gtids(position).isEmpty();
    }

    private static Map<String, Long> domains(Document position) {
        return BinlogPosition.Gtids.domains(gtids(position));
    }

    private static String gtids(Document position) {
        String gtids = position.getString(BinlogOffsetContext.GTID_SET_KEY);
        return gtids == null ? "" : gtids.replaceAll("\\s", "");
    }

    private static long events(Document position) {
        return position.getLong(BinlogOffsetContext.EVENTS_TO_SKIP_OFFSET_KEY, 0);
    }
}
