package dev.rdi.collector;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Row;
import dev.rdi.wire.EntryReader;
import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Remembers what was written, as a target would: the last state of each row by its key. Can be told to die after a
 * number of records, in the middle of a batch, as a process does.
 */
final class RecordingSink implements ChangeSink {

    private final List<SourceRecord> records = new ArrayList<>();
    private final Map<String, String> rows = new TreeMap<>();
    private int reads;
    private int readsBefore = -1;
    private Runnable thenDo = () -> {};
    private int room = Integer.MAX_VALUE;
    private int roomForReads = Integer.MAX_VALUE;

    @Override
    public synchronized void write(List<SourceRecord> batch) throws InterruptedException {
        for (SourceRecord record : batch) {
            if (!Envelope.isEnvelopeSchema(record.valueSchema())) {
                continue;
            }
            boolean isRead = ((Struct) record.value()).getString("op").equals("r");
            if (room == 0 || (isRead && roomForReads == 0)) {
                throw new InterruptedException("killed");
            }
            room--;
            roomForReads -= isRead ? 1 : 0;
            records.add(record);
            apply((Struct) record.value(), record);
        }
    }

    @Override
    public synchronized void writeRows(List<EncodedRows> batch) throws InterruptedException {
        for (EncodedRows part : batch) {
            EntryReader reader = new EntryReader(print -> Optional.of(part.schema()));
            for (byte[][] entry : part.entries()) {
                if (room == 0 || roomForReads == 0) {
                    throw new InterruptedException("killed");
                }
                room--;
                roomForReads--;
                if (++reads == readsBefore) {
                    thenDo.run();
                }
                ChangeEvent event = reader.read(Arrays.asList(entry));
                rows.put(part.schema().table().table() + text(event.key()), text(event.after()));
            }
        }
    }

    /** As Connect writes a structure. */
    private static String text(Row row) {
        return DecodingSink.texts(row).entrySet().stream()
                .filter(field -> !field.getValue().equals("NULL"))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(",", "Struct{", "}"));
    }

    private void apply(Struct value, SourceRecord record) {
        String table = TableTopic.table(record);
        String op = value.getString("op");
        switch (op) {
            case "d" -> rows.remove(table + record.key());
            case "t" -> rows.keySet().removeIf(key -> key.startsWith(table + "Struct"));
            default -> rows.put(table + record.key(), value.getStruct("after").toString());
        }
    }

    synchronized void dieAfter(int more) {
        room = more;
    }

    /** Dies after some rows of tables that are read; changes don't count. */
    synchronized void dieAfterReads(int more) {
        roomForReads = more;
    }

    /** Does something, once, when so many rows of tables were read. */
    synchronized void atRead(int count, Runnable something) {
        readsBefore = count;
        thenDo = something;
    }

    synchronized void revive() {
        roomForReads = Integer.MAX_VALUE;
        room = Integer.MAX_VALUE;
    }

    synchronized int count() {
        return records.size() + reads;
    }

    synchronized List<SourceRecord> records() {
        return List.copyOf(records);
    }

    synchronized Map<String, String> rows() {
        return Map.copyOf(rows);
    }

    synchronized long ops(String op) {
        return (op.equals("r") ? reads : 0)
                + records.stream()
                        .filter(r -> ((Struct) r.value()).getString("op").equals(op))
                        .count();
    }

    synchronized void clear() {
        records.clear();
        rows.clear();
        reads = 0;
    }
}
