package dev.rdi.collector;

import dev.rdi.collector.copy.CopyColumn;
import dev.rdi.collector.copy.CopyColumns;
import dev.rdi.collector.copy.CopyRows;
import dev.rdi.model.Field;
import dev.rdi.model.RowType;
import dev.rdi.model.TableId;
import io.debezium.data.Envelope;
import io.debezium.data.Json;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableSchema;
import io.debezium.time.Date;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Time;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A table that is read by {@code COPY}: what its rows look like in the stream, which statement selects them, and how its
 * lines are packed. Tables with columns of which {@code COPY} has another form than the stream, such as arrays, aren't.
 *
 * <p>Immutable.
 *
 * @param table what is captured
 * @param shape schema and key, as the changes of the table have them
 * @param dropped the columns that aren't captured because of their type
 * @param columns of the rows, in order
 * @param select the columns in SQL, in order
 */
record CopiedTable(
        CapturedTable table, TableEncoder shape, List<String> dropped, List<CopyColumn> columns, String select) {

    private static final int MICRO_DIGITS = 6;
    /** Types whose text isn't that of the stream, although both are text. */
    private static final Set<String> OTHER_TEXTS = Set.of("HSTORE");

    private static final Set<String> TEXTS = Set.of(
            "",
            Json.LOGICAL_NAME,
            io.debezium.data.Enum.LOGICAL_NAME,
            io.debezium.data.Uuid.LOGICAL_NAME,
            io.debezium.data.Xml.LOGICAL_NAME,
            io.debezium.data.TsVector.LOGICAL_NAME,
            io.debezium.connector.postgresql.data.Ltree.LOGICAL_NAME);

    CopiedTable {
        dropped = List.copyOf(dropped);
        columns = List.copyOf(columns);
    }

    /** A table that can be read so; empty if it can't. */
    static Optional<CopiedTable> of(CapturedTable table, RowConversion conversion, SourceKind kind)
            throws SQLException {
        if (!table.settings().snapshotSql().isEmpty()) {
            return Optional.empty();
        }
        return conversion.look(table).flatMap(shape -> of(table, shape, conversion.schema(shape), kind));
    }

    private static Optional<CopiedTable> of(CapturedTable table, Table shape, TableSchema schema, SourceKind kind) {
        Schema row = schema.getEnvelopeSchema()
                .schema()
                .field(Envelope.FieldName.AFTER)
                .schema();
        TableId id = kind.table(table.schema(), table.name());
        @Nullable Schema key = schema.keySchema();
        List<String> dropped = new ArrayList<>();
        TableEncoder encoder = new TableEncoder(
                id, row, key, kind.encodings(), "", kind.places(), kind.beforeIsFull(id), dropped::add);
        List<CopyColumn> columns = new ArrayList<>();
        for (Field field : encoder.schema().row().fields()) {
            Column column = shape.columnWithName(field.name());
            Optional<CopyColumn> form = form(row.field(field.name()).schema(), column);
            if (form.isEmpty()) {
                return Optional.empty();
            }
            columns.add(form.get());
        }
        String select = encoder.schema().row().fields().stream()
                .map(field -> selected(field.name(), row.field(field.name()).schema()))
                .collect(Collectors.joining(", "));
        return Optional.of(new CopiedTable(table, encoder, dropped, columns, select));
    }

    /** The text of money has a currency and depends on the language of the session. */
    private static String selected(String name, Schema schema) {
        return Sql.name(name) + (ColumnEncodings.sourceType(schema).equals("MONEY") ? "::numeric" : "");
    }

    private static Optional<CopyColumn> form(Schema schema, @Nullable Column column) {
        String semantic = schema.name() == null ? "" : schema.name();
        if (column == null || OTHER_TEXTS.contains(ColumnEncodings.sourceType(schema))) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (semantic) {
                    case Date.SCHEMA_NAME -> CopyColumns.date();
                    case Time.SCHEMA_NAME -> CopyColumns.milliTime();
                    case MicroTime.SCHEMA_NAME -> CopyColumns.microTime();
                    case Timestamp.SCHEMA_NAME -> CopyColumns.milliTimestamp();
                    case MicroTimestamp.SCHEMA_NAME -> CopyColumns.microTimestamp();
                    case ZonedTimestamp.SCHEMA_NAME -> zoned(TemporalConverter.digits(column));
                    default -> TEXTS.contains(semantic) ? form(schema) : null;
                });
    }

    private static @Nullable CopyColumn form(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> CopyColumns.truth();
            case INT8, INT16, INT32, INT64, STRING -> CopyColumns.text();
            case FLOAT32 -> CopyColumns.real();
            case FLOAT64 -> CopyColumns.doublePrecision();
            case BYTES -> CopyColumns.bytes();
            case ARRAY, MAP, STRUCT -> null;
        };
    }

    private static CopyColumn zoned(int digits) {
        return CopyColumns.zonedTimestamp(
                digits == MICRO_DIGITS, micros -> ZonedText.of(moment(micros).atOffset(ZoneOffset.UTC), digits));
    }

    private static Instant moment(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /** What packs its lines; for one thread. */
    CopyRows rows() {
        RowType row = shape.schema().row();
        return new CopyRows(
                columns,
                shape.schema().key().fields().stream()
                        .map(field -> row.indexOf(field.name()))
                        .toList());
    }
}
