package dev.rdi.benchmarks;

import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Health;
import dev.rdi.model.Opcode;
import dev.rdi.model.RowType;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisSession;
import dev.rdi.wire.EntryWriter;
import dev.rdi.wire.PackedRowWriter;
import dev.rdi.wire.SchemaCodec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fills the change stream of a table with one entry for each row, as a snapshot by our collector does. */
final class EntryFiller {

    private static final int AT_ONCE = 1000;
    private static final byte[] NOTHING = new byte[0];

    private final Lab lab;
    private final Table table;
    private final String stream;
    private final PackedRowWriter packed = new PackedRowWriter();

    EntryFiller(Lab lab, Table table) {
        this.lab = lab;
        this.table = table;
        this.stream = RdiPipeline.stream(table);
    }

    /** Fills it, and returns the bytes of an average row's values. */
    double fill() throws SQLException {
        long[] bytes = {0};
        SourceRows rows = new SourceRows(lab, table);
        byte[] schema = SchemaCodec.toJson(schema(rows.columns()));
        String fingerprint = SchemaCodec.fingerprint(schema);
        try (RedisSession session = new RedisSession(lab.redisAddress(), "filler", new SoleLeader())) {
            ChangeStreams streams =
                    new ChangeStreams(session, new Keys("default"), Long.MAX_VALUE, new StopSignal(), new Health());
            streams.define(stream, fingerprint, schema);
            List<byte[][]> entries = new ArrayList<>();
            rows.read(table.rows(), values -> {
                values.forEach(value -> bytes[0] += value.length);
                entries.add(entry(fingerprint, values));
                if (entries.size() == AT_ONCE) {
                    append(streams, entries);
                }
            });
            append(streams, entries);
        }
        return (double) bytes[0] / table.rows();
    }

    private void append(ChangeStreams streams, List<byte[][]> entries) {
        streams.append(List.of(new ChangeStreams.Batch(stream, entries)));
        entries.clear();
    }

    private byte[][] entry(String fingerprint, List<byte[]> values) {
        packed.reset();
        byte[] key = packed.add(values.get(0)).toBytes();
        packed.reset();
        values.forEach(packed::add);
        return EntryWriter.write(
                Opcode.READ,
                BeforeKind.NONE,
                KeyChange.NO,
                fingerprint,
                1_700_000_000_000_000L,
                "",
                key,
                NOTHING,
                NOTHING,
                packed.toBytes());
    }

    /** A hash takes the text of a value whatever its type. */
    private TableSchema schema(List<String> columns) {
        List<Field> fields =
                columns.stream().map(name -> new Field(name, FieldType.TEXT)).toList();
        return new TableSchema(
                new TableId("rdi", Table.DATABASE, "public", table.name()),
                new RowType(fields.subList(0, 1)),
                new RowType(fields));
    }
}
