package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.TableId;
import dev.rdi.testing.TypesPage;
import dev.rdi.wire.ChangeReader;
import dev.rdi.wire.EntryReader;
import io.debezium.data.Envelope;
import io.debezium.jdbc.JdbcValueConverters.DecimalMode;
import io.debezium.jdbc.TemporalPrecisionMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/types.md says of each type of a source that no server is at hand for. */
class UnservedTypesTest {

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"Oracle", "SQL Server", "Db2"})
    @DisplayName("P24, P25, P27, P31: every type, as our own entries have it")
    void givesTheValueInOurOwnEntries(String source) {
        List<TypesPage.Line> lines = TypesPage.lines(source);
        SourceRecord record = record(source, lines, DecimalMode.STRING);
        TableId table = new TableId("rdi", "shop", "dbo", "t");
        TableEncoder encoder = new TableEncoder(
                table,
                record.valueSchema().field(Envelope.FieldName.AFTER).schema(),
                record.keySchema(),
                new ColumnEncodings(Unavailable.of(Map.of()), false).withShortFractions(),
                "stream",
                true,
                dropped -> {});
        byte[][] entry = encoder.entry(record, (id, row, own, packed) -> packed, false);
        ChangeEvent event = new EntryReader(print -> Optional.of(encoder.schema())).read(Arrays.asList(entry));
        assertThat(Forms.of(event).lines(lines)).containsExactlyElementsOf(lines);
    }

    @ParameterizedTest
    @CsvSource({
        "Oracle, STRING",
        "Oracle, PRECISE",
        "SQL Server, STRING",
        "SQL Server, PRECISE",
        "Db2, STRING",
        "Db2, PRECISE"
    })
    @DisplayName("P24, P25, P27, P31: every type, as a stock Debezium Server writes it")
    void givesTheValueInEntriesOfADebeziumServer(String source, DecimalMode decimals) {
        List<TypesPage.Line> lines = TypesPage.lines(source);
        SourceRecord record = record(source, lines, decimals);
        List<byte[]> entry = List.of(
                "key".getBytes(StandardCharsets.UTF_8),
                json(record.keySchema(), record.key(), true),
                "value".getBytes(StandardCharsets.UTF_8),
                json(record.valueSchema(), record.value(), false));
        ChangeEvent event =
                new ChangeReader(print -> Optional.empty()).read(entry).orElseThrow();
        assertThat(Forms.of(event).lines(lines)).containsExactlyElementsOf(lines);
    }

    /** The page says which property to write; nanoseconds end in 2262. */
    @Test
    void microsecondsHoldEveryTimestampOfSqlServer() {
        assertThat(ConvertedColumns.sqlServer(
                                "datetime2(7)",
                                "'9999-12-31 23:59:59.9999999'",
                                DecimalMode.STRING,
                                TemporalPrecisionMode.MICROSECONDS)
                        .value())
                .isEqualTo(253402300799999999L);
    }

    private static SourceRecord record(String source, List<TypesPage.Line> lines, DecimalMode decimals) {
        List<CapturedColumn> columns = new ArrayList<>();
        SchemaBuilder row = SchemaBuilder.struct().name("t.Value").optional().field("id", Schema.INT32_SCHEMA);
        for (int i = 0; i < lines.size(); i++) {
            CapturedColumn column = column(source, lines.get(i), decimals);
            columns.add(column);
            if (column.schema().isPresent()) {
                row.field("c" + i, column.schema().get());
            }
        }
        Struct after = new Struct(row.build()).put("id", 1);
        for (int i = 0; i < lines.size(); i++) {
            if (columns.get(i).schema().isPresent()) {
                after.put("c" + i, columns.get(i).value());
            }
        }
        Envelope envelope = Envelope.defineSchema()
                .withName("t.Envelope")
                .withRecord(after.schema())
                .withSource(SOURCE)
                .build();
        Struct place = new Struct(SOURCE)
                .put("connector", source.toLowerCase(Locale.ROOT).replace(" ", ""))
                .put("name", "rdi")
                .put("ts_ms", 7L)
                .put("db", "shop")
                .put("schema", "dbo")
                .put("table", "t");
        return new SourceRecord(
                Map.of(),
                Map.of("lsn", 7L, "txId", 7L, "ts_usec", 7L),
                "dbo.t",
                KEY,
                new Struct(KEY).put("id", 1),
                envelope.schema(),
                envelope.create(after, place, Instant.EPOCH));
    }

    private static CapturedColumn column(String source, TypesPage.Line line, DecimalMode decimals) {
        return switch (source) {
            case "Oracle" -> OracleColumns.of(line.type(), line.value(), decimals);
            case "SQL Server" -> ConvertedColumns.sqlServer(line.type(), line.value(), decimals);
            default -> ConvertedColumns.db2(line.type(), line.value(), decimals);
        };
    }

    private static byte[] json(Schema schema, Object value, boolean isKey) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "true"), isKey);
            return converter.fromConnectData("t", schema, value);
        }
    }
}
