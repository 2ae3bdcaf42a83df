package dev.rdi.benchmarks;

import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisSession;
import dev.rdi.testing.recorded.RecordedStream;
import dev.rdi.testing.recorded.RecordedStream.Form;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Fills the change stream of orders_1k with one entry for each row, like those of a stock Debezium Server. */
final class DebeziumFiller {

    private static final int AT_ONCE = 1000;
    private static final String AFTER = "\"after\":";
    private static final String SOURCE = ",\"source\":{\"version\"";
    private static final byte[] KEY = "key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);

    private final Lab lab;
    private final Table table;
    private final String stream;
    private final byte[] head;
    private final byte[] tail;
    private final String keyTemplate;

    /**
     * Prepares filling.
     *
     * @param schemaInside whether each entry has its schema in its JSON
     */
    DebeziumFiller(Lab lab, Table table, boolean schemaInside) {
        this.lab = lab;
        this.table = table;
        this.stream = RdiPipeline.stream(table);
        List<byte[]> recorded = RecordedStream.of(
                        schemaInside ? Form.EXT_SCHEMA : Form.EXT_NOSCHEMA, "rdi.public." + table.name())
                .entries()
                .get(0)
                .fields();
        String value = new String(recorded.get(3), StandardCharsets.UTF_8);
        this.head = bytes(value.substring(0, value.indexOf(AFTER) + AFTER.length()));
        this.tail = bytes(value.substring(value.indexOf(SOURCE)));
        this.keyTemplate = new String(recorded.get(1), StandardCharsets.UTF_8);
    }

    void fill() throws SQLException {
        SourceRows rows = new SourceRows(lab, table);
        try (RedisSession session = new RedisSession(lab.redisAddress(), "filler", new SoleLeader())) {
            ChangeStreams streams =
                    new ChangeStreams(session, new Keys("default"), Long.MAX_VALUE, new StopSignal(), new Health());
            streams.define(stream, "none", bytes("{}"));
            List<byte[][]> entries = new ArrayList<>();
            rows.read(table.rows(), values -> {
                entries.add(entry(rows.columns(), values));
                if (entries.size() == AT_ONCE) {
                    append(streams, entries);
                }
            });
            append(streams, entries);
        }
    }

    private void append(ChangeStreams streams, List<byte[][]> entries) {
        streams.append(List.of(new ChangeStreams.Batch(stream, entries)));
        entries.clear();
    }

    private byte[][] entry(List<String> columns, List<byte[]> values) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes(head);
        for (int i = 0; i < columns.size(); i++) {
            value.write(i == 0 ? '{' : ',');
            value.writeBytes(bytes("\"" + columns.get(i) + "\":"));
            value.writeBytes(json(columns.get(i), values.get(i)));
        }
        value.write('}');
        value.writeBytes(tail);
        String id = new String(values.get(0), StandardCharsets.US_ASCII);
        return new byte[][] {
            KEY, bytes(keyTemplate.replace("\"id\":1}", "\"id\":" + id + "}")), VALUE, value.toByteArray()
        };
    }

    /** No value of the table needs an escape. */
    private static byte[] json(String column, byte[] text) {
        return switch (column) {
            case "id", "customer_id", "quantity", "ship_date", "paid" -> text;
            case "amount" -> {
                BigDecimal amount = new BigDecimal(new String(text, StandardCharsets.US_ASCII));
                byte[] unscaled = amount.unscaledValue().toByteArray();
                yield bytes("\"" + Base64.getEncoder().encodeToString(unscaled) + "\"");
            }
            default -> bytes("\"" + new String(text, StandardCharsets.UTF_8) + "\"");
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
