package dev.rdi.collector;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Field;
import dev.rdi.model.Row;
import dev.rdi.model.TableId;
import dev.rdi.wire.EntryReader;
import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes entries of records and reads them again, as the change stream writer and the processor do. */
final class DecodingSink implements ChangeSink {

    private final PostgresSettings settings;
    private final List<ChangeEvent> events = new ArrayList<>();
    private final IdentityHashMap<Schema, TableEncoder> encoders = new IdentityHashMap<>();
    private final List<String> dropped = new ArrayList<>();
    private int encoded;

    DecodingSink(PostgresSettings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void write(List<SourceRecord> records) {
        for (SourceRecord record : records) {
            if (Envelope.isEnvelopeSchema(record.valueSchema())) {
                TableEncoder encoder = encoders.computeIfAbsent(record.valueSchema(), schema -> encoder(record));
                byte[][] entry = encoder.entry(record, new SourceCompletion(settings), false);
                events.add(new EntryReader(print -> Optional.of(encoder.schema())).read(Arrays.asList(entry)));
            }
        }
    }

    @Override
    public synchronized void writeRows(List<EncodedRows> rows) {
        for (EncodedRows part : rows) {
            EntryReader reader = new EntryReader(print -> Optional.of(part.schema()));
            encoded += part.entries().size();
            part.dropped().stream().filter(column -> !dropped.contains(column)).forEach(dropped::add);
            part.entries().forEach(entry -> events.add(reader.read(Arrays.asList(entry))));
        }
    }

    private TableEncoder encoder(SourceRecord record) {
        TableId table = new TableId("test", "db", "public", "t");
        return new TableEncoder(
                table,
                record.valueSchema().field(Envelope.FieldName.AFTER).schema(),
                record.keySchema(),
                new ColumnEncodings(Unavailable.of(settings.advanced()), settings.textOfBitsAndIntervals()),
                "stream",
                new ReplicaIdentities(settings).isFull(table),
                dropped::add);
    }

    /** How many rows came as entries. */
    synchronized int encoded() {
        return encoded;
    }

    synchronized List<ChangeEvent> events() {
        return List.copyOf(events);
    }

    synchronized ChangeEvent event(int index) {
        return events.get(index);
    }

    synchronized List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** Every column's text, {@code NULL} or {@code UNAVAILABLE}. */
    static Map<String, String> texts(Row row) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            Field field = row.type().field(i);
            texts.put(field.name(), row.isNull(i) ? "NULL" : row.isUnavailable(i) ? "UNAVAILABLE" : row.text(i));
        }
        return texts;
    }

    static Map<String, String> types(Row row) {
        Map<String, String> types = new LinkedHashMap<>();
        row.type().fields().forEach(field -> types.put(field.name(), field.type() + " " + field.semantic()));
        return types;
    }
}
