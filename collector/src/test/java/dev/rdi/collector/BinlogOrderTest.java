package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.document.Document;
import io.debezium.relational.history.HistoryRecordComparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinlogOrderTest {

    private final BinlogOrder order = new BinlogOrder(HistoryRecordComparator.INSTANCE);

    @Test
    void comparesTransactionsOfADomainWhicheverServerCommittedThem() {
        assertThat(isBefore(at("a.000001", 4, "0-1-5", 1), at("b.000009", 4, "0-2-7", 0)))
                .isTrue();
        assertThat(isBefore(at("a.000001", 4, "0-1-8", 1), at("b.000009", 4, "0-2-7", 0)))
                .isFalse();
        assertThat(isBefore(at("a.000001", 4, "0-1-5,1-1-9", 1), at("a.000001", 9, "0-1-6,1-1-8", 0)))
                .isFalse();
        assertThat(isBefore(at("a.000001", 4, "", 0), at("a.000001", 4, "0-1-1", 0)))
                .isTrue();
    }

    @Test
    void leavesTheChangesOfTheTransactionThatBeginsThereToTheLog() {
        assertThat(isBefore(at("a.000001", 400, "0-1-5", 0), at("a.000001", 400, "0-1-5", 0)))
                .isTrue();
        assertThat(isBefore(at("a.000001", 400, "0-1-5", 1), at("a.000001", 400, "0-1-5", 0)))
                .isFalse();
    }

    @Test
    void comparesPlacesWhereThereAreNoTransactionIds() {
        assertThat(isBefore(at("a.000002", 4, "", 0), at("a.000010", 4, "", 0))).isTrue();
        assertThat(isBefore(at("a.000010", 5, "", 0), at("a.000010", 4, "", 0))).isFalse();
    }

    @Test
    void keepsOfAHistoryTheLastOfEachTableAndAllThatIsAhead() {
        List<String> all = List.of(
                change("0-1-1", "a", 1), change("0-1-2", "b", 1), change("0-1-3", "a", 2), change("0-1-9", "a", 3));
        assertThat(HistoryCompaction.needed(all, new BinlogPosition("a.000001", 4, "0-1-5")))
                .containsExactly(all.get(1), all.get(2), all.get(3));
    }

    @Test
    void knowsPositionsAndSetsOfTransactions() {
        BinlogPosition position = new BinlogPosition("binlog.000012", 345, "0-1-5");
        assertThat(BinlogPosition.parse(position.text())).isEqualTo(position);
        assertThat(position.number()).isEqualTo(new Lsn((12L << 32) | 345));
        assertThat(BinlogPosition.Gtids.compact("0-1-5,0-2-7,\n1-1-3")).isEqualTo("0-2-7,1-1-3");
        assertThat(BinlogPosition.Gtids.compact("3E11FA47-71CA-11E1-9E33-C80AA9429562:1-5"))
                .isEqualTo("3E11FA47-71CA-11E1-9E33-C80AA9429562:1-5");
    }

    private boolean isBefore(Document recorded, Document desired) {
        return order.isPositionAtOrBefore(recorded, desired);
    }

    private static Document at(String file, long position, String gtids, int events) {
        Document document = Document.create();
        document.set("file", file);
        document.set("pos", position);
        if (!gtids.isEmpty()) {
            document.set("gtids", gtids);
        }
        if (events > 0) {
            document.set("event", events);
        }
        return document;
    }

    private static String change(String gtids, String table, int event) {
        return "{\"source\":{},\"position\":{\"file\":\"a.000001\",\"pos\":4,\"gtids\":\"" + gtids + "\",\"event\":"
                + event + "},\"tableChanges\":[{\"type\":\"ALTER\",\"id\":\"" + table + "\"}]}";
    }
}
