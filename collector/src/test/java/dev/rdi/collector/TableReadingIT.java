package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.postgresql.SourceInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class TableReadingIT {

    private final TestDatabase database = TestDatabase.create(
            "CREATE TABLE t (id int PRIMARY KEY, name text)",
            "INSERT INTO t SELECT n, 'row ' || n FROM generate_series(1, 5000) n");
    private final StreamedTransactions streamed = new StreamedTransactions();

    @Test
    void givesNoRowsUntilWhatWasStreamedIsVisible() throws Exception {
        try (Connection open = database.connect();
                RowConversion conversion = conversion();
                TableReading reading = reading(conversion)) {
            open.setAutoCommit(false);
            SourceDatabase.execute(open, "UPDATE t SET name = 'new' WHERE id = 1");
            long transaction = Long.parseLong(SourceDatabase.text(open, "SELECT txid_current() % 4294967296"));
            // As if its commit were in the log already.
            streamed.streamed(List.of(change(transaction)));
            assertThat(reading.next(streamed)).isEmpty();
            assertThat(reading.next(streamed)).isEmpty();
            open.commit();
            List<SourceRecord> rows = rows(reading, 2000);
            assertThat(((Struct) rows.get(0).value()).getStruct("after").getString("name"))
                    .isEqualTo("new");
            assertThat(rows).hasSize(2000);
        }
    }

    @Test
    void waitsWhileTheTableIsLockedAndFollowsItsShape() throws Exception {
        try (Connection open = database.connect();
                RowConversion conversion = conversion();
                TableReading reading = reading(conversion)) {
            assertThat(rows(reading, 2000)).hasSize(2000);
            open.setAutoCommit(false);
            SourceDatabase.execute(open, "ALTER TABLE t DROP COLUMN name, ADD COLUMN x int DEFAULT 3");
            assertThat(reading.next(streamed)).isEmpty();
            open.commit();
            List<SourceRecord> rows = rows(reading, 5000);
            assertThat(rows).hasSize(3000);
            assertThat(((Struct) rows.get(0).value()).getStruct("after")).hasToString("Struct{id=2001,x=3}");
            assertThat(reading.isDone()).isTrue();
            assertThat(reading.progress().after()).containsExactly("5000");
        }
    }

    @Test
    void noticesThatTheTableIsGoneOrAnotherOne() throws Exception {
        try (RowConversion conversion = conversion();
                TableReading reading = reading(conversion);
                TableReading other = reading(conversion)) {
            database.execute("ALTER TABLE t RENAME TO u");
            assertThat(reading.next(streamed)).isEmpty();
            assertThat(reading.isGone()).isTrue();
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            assertThat(other.next(streamed)).isEmpty();
            assertThat(other.isGone()).isTrue();
        }
    }

    /** Reads on until so many rows are there, or all. */
    private List<SourceRecord> rows(TableReading reading, int enough) throws SQLException {
        List<SourceRecord> rows = new ArrayList<>();
        while (rows.size() < enough && !reading.isDone()) {
            rows.addAll(reading.next(streamed));
        }
        return rows;
    }

    private RowConversion conversion() throws SQLException {
        return new RowConversion(
                new DebeziumProperties(database.settings("public.t"), tables(), facts()).forStreaming());
    }

    private TableReading reading(RowConversion conversion) {
        CapturedTable table = tables().get(0);
        return new TableReading(conversion, TableScan.of(table, table.selectedColumns()), facts(), 10);
    }

    private List<CapturedTable> tables() {
        try (Connection connection = database.connect()) {
            return Catalog.tables(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ServerFacts facts() {
        try (Connection connection = database.connect()) {
            return SourceDatabase.facts(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SourceRecord change(long transaction) {
        return new SourceRecord(Map.of(), Map.of(SourceInfo.TXID_KEY, transaction), "6:public.t", null, null);
    }
}
