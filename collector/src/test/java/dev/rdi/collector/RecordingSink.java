package dev.rdi.collector;

import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Remembers what was written, as a target would: the last state of each row by its key. Can be told to die after a
 * number of records, in the middle of a batch, as a process does.
 */
final class RecordingSink implements ChangeSink {

    private final List<SourceRecord> records = new ArrayList<>();
    private final Map<String, String> rows = new TreeMap<>();
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

    synchronized void revive() {
        roomForReads = Integer.MAX_VALUE;
        room = Integer.MAX_VALUE;
    }

    synchronized int count() {
        return records.size();
    }

    synchronized List<SourceRecord> records() {
        return List.copyOf(records);
    }

    synchronized Map<String, String> rows() {
        return Map.copyOf(rows);
    }

    synchronized long ops(String op) {
        return records.stream()
                .filter(r -> ((Struct) r.value()).getString("op").equals(op))
                .count();
    }

    synchronized void clear() {
        records.clear();
        rows.clear();
    }
}
