package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.TableId;
import dev.rdi.testing.TypesPage;
import dev.rdi.wire.EntryReader;
import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What docs/types.md says of each type of MariaDB, in the initial sync as in the stream. */
class MariaTypesIT {

    private static final List<TypesPage.Line> LINES = TypesPage.lines("MariaDB and MySQL");

    @Test
    @DisplayName("P24, P25, P27, P31: every type, in the initial sync as in the stream")
    void givesTheSameValueInTheSnapshotAndInTheStream() {
        MariaDatabase database = MariaDatabase.create("SET sql_mode = ''", table());
        database.execute("SET sql_mode = ''", insert(1));
        MySqlSettings settings = database.settings("t");
        Sink sink = new Sink(settings, database.name());
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
            database.execute("SET sql_mode = ''", insert(2));
            Runs.awaitTrue(() -> sink.events().size() == 2);
        }
        assertThat(Forms.of(sink.events().get(0)).lines(LINES)).containsExactlyElementsOf(LINES);
        assertThat(Forms.of(sink.events().get(1)).lines(LINES)).containsExactlyElementsOf(LINES);
    }

    @Test
    void leavesOutBitStringsAndSaysSo() {
        MariaDatabase database = MariaDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, b bit(8))", "INSERT INTO t VALUES (1, b'10110001')");
        MySqlSettings settings = database.settings("t");
        Sink sink = new Sink(settings, database.name());
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
        }
        assertThat(DecodingSink.texts(sink.events().get(0).after())).containsOnlyKeys("id");
        assertThat(sink.dropped).containsExactly("b");
    }

    private static String table() {
        StringBuilder sql = new StringBuilder("CREATE TABLE t (id int PRIMARY KEY");
        for (int i = 0; i < LINES.size(); i++) {
            String type = LINES.get(i).type();
            sql.append(", c").append(i).append(' ').append(type);
            sql.append(type.endsWith("not null") ? "" : " NULL");
        }
        return sql.append(") CHARACTER SET utf8mb4").toString();
    }

    private static String insert(int id) {
        StringBuilder sql = new StringBuilder("INSERT INTO t VALUES (" + id);
        LINES.forEach(line -> sql.append(", ").append(line.value()));
        return sql.append(')').toString();
    }

    /** Makes entries of records and reads them again, as the change stream writer and the processor do. */
    private static final class Sink implements ChangeSink {
        private final SourceKind kind;
        private final String database;
        private final List<ChangeEvent> events = new ArrayList<>();
        private final IdentityHashMap<Schema, TableEncoder> encoders = new IdentityHashMap<>();
        private final List<String> dropped = new ArrayList<>();

        Sink(MySqlSettings settings, String database) {
            this.kind = SourceKind.of(settings);
            this.database = database;
        }

        @Override
        public synchronized void write(List<SourceRecord> records) {
            for (SourceRecord record : records) {
                if (Envelope.isEnvelopeSchema(record.valueSchema())) {
                    TableEncoder encoder = encoders.computeIfAbsent(record.valueSchema(), schema -> encoder(record));
                    byte[][] entry = encoder.entry(record, kind.completion(), false);
                    events.add(new EntryReader(print -> Optional.of(encoder.schema())).read(Arrays.asList(entry)));
                }
            }
        }

        @Override
        public void writeRows(List<EncodedRows> rows) {
            throw new UnsupportedOperationException("rows of MariaDB are no entries");
        }

        private TableEncoder encoder(SourceRecord record) {
            TableId table = kind.table(database, "t");
            return new TableEncoder(
                    table,
                    record.valueSchema().field(Envelope.FieldName.AFTER).schema(),
                    record.keySchema(),
                    kind.encodings(),
                    "stream",
                    kind.places(),
                    kind.beforeIsFull(table),
                    dropped::add);
        }

        synchronized List<ChangeEvent> events() {
            return List.copyOf(events);
        }
    }
}
