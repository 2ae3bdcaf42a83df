package dev.rdi.collector;

import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import dev.rdi.model.RowType;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.wire.EntryWriter;
import dev.rdi.wire.SchemaCodec;
import io.debezium.data.Envelope;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the records of one version of a table into stream entries.
 *
 * <p>Confined to one thread.
 */
final class TableEncoder {

    private static final Logger LOG = LoggerFactory.getLogger(TableEncoder.class);
    private static final byte[] NOTHING = new byte[0];

    private final TableSchema schema;
    private final byte[] schemaJson;
    private final String fingerprint;
    private final RowEncoder row;
    private final Optional<RowEncoder> key;
    private final String stream;
    private final RecordPlaces places;
    private boolean beforeIsFull;
    private boolean knownUnencodable;

    TableEncoder(
            TableId table,
            Schema rowSchema,
            @Nullable Schema keySchema,
            ColumnEncodings encodings,
            String stream,
            boolean beforeIsFull,
            Consumer<String> dropped) {
        this(table, rowSchema, keySchema, encodings, stream, PostgresPlaces.INSTANCE, beforeIsFull, dropped);
    }

    TableEncoder(
            TableId table,
            Schema rowSchema,
            @Nullable Schema keySchema,
            ColumnEncodings encodings,
            String stream,
            RecordPlaces places,
            boolean beforeIsFull,
            Consumer<String> dropped) {
        this.places = places;
        this.row = new RowEncoder(rowSchema, encodings, dropped);
        this.key = Optional.ofNullable(keySchema).map(s -> new RowEncoder(s, encodings, column -> {}));
        this.schema = new TableSchema(table, key.map(RowEncoder::type).orElse(RowType.EMPTY), row.type());
        this.schemaJson = SchemaCodec.toJson(schema);
        this.fingerprint = SchemaCodec.fingerprint(schemaJson);
        this.stream = stream;
        this.beforeIsFull = beforeIsFull;
    }

    TableSchema schema() {
        return schema;
    }

    String stream() {
        return stream;
    }

    String fingerprint() {
        return fingerprint;
    }

    byte[] schemaJson() {
        return schemaJson;
    }

    /**
     * The entry of a record; one that stands for it, to be rejected in its place, if it can't be encoded.
     *
     * @param beforeItsRow whether the row may come later than this change of it, so that nobody has what the source left
     *     out of an update
     */
    byte[][] entry(SourceRecord record, Completion completion, boolean beforeItsRow) {
        Struct envelope = (Struct) record.value();
        Opcode opcode =
                Opcode.of(envelope.getString(Envelope.FieldName.OPERATION).charAt(0));
        Struct before = envelope.getStruct(Envelope.FieldName.BEFORE);
        Struct after = envelope.getStruct(Envelope.FieldName.AFTER);
        BeforeKind beforeKind = beforeKind(opcode, before);
        KeyHalf half = KeyHalf.of(record);
        try {
            byte[] packedAfter = after == null ? NOTHING : row.encode(after);
            boolean isNew = half.change() == KeyChange.NEW_KEY || (beforeItsRow && opcode == Opcode.UPDATE);
            if (isNew && after != null) {
                packedAfter = completion.complete(schema, after, row, packedAfter);
            }
            return EntryWriter.write(
                    opcode,
                    beforeKind,
                    half.change(),
                    fingerprint,
                    places.micros(record.sourceOffset()),
                    places.text(record.sourceOffset()),
                    key((Struct) record.key()),
                    key(half.otherKey()),
                    before == null ? NOTHING : row.encode(before),
                    packedAfter);
        } catch (UnencodableException e) {
            return unencodable(record, opcode, half, e);
        }
    }

    private byte[][] unencodable(SourceRecord record, Opcode opcode, KeyHalf half, UnencodableException failure) {
        if (!knownUnencodable) {
            knownUnencodable = true;
            LOG.warn(
                    "A change of table {} is rejected: {}; there may be more of them",
                    schema.table().qualifiedName(),
                    failure.getMessage());
        }
        return EntryWriter.writeUnencodable(
                opcode,
                half.change(),
                fingerprint,
                places.micros(record.sourceOffset()),
                places.text(record.sourceOffset()),
                keyIfEncodable((Struct) record.key()),
                keyIfEncodable(half.otherKey()),
                failure.getMessage() + "; change the row at the source, and it comes again");
    }

    private byte[] keyIfEncodable(@Nullable Struct values) {
        try {
            return key(values);
        } catch (UnencodableException e) {
            return NOTHING;
        }
    }

    private byte[] key(@Nullable Struct values) {
        return values == null || key.isEmpty() ? NOTHING : key.get().encode(values);
    }

    private BeforeKind beforeKind(Opcode opcode, @Nullable Struct before) {
        if (before == null) {
            // An update of a table with full replica identity has a row before: it isn't full any more.
            beforeIsFull &= opcode != Opcode.UPDATE;
            return BeforeKind.NONE;
        }
        return beforeIsFull ? BeforeKind.FULL : BeforeKind.KEY_ONLY;
    }
}
