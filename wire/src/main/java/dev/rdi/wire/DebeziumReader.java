package dev.rdi.wire;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads change events as a stock Debezium Server writes them: JSON with the schema inside or without.
 *
 * <p>Confined to one thread.
 */
final class DebeziumReader {

    private static final byte[] SCHEMA = EntryFormat.ascii("schema");
    private static final byte[] PAYLOAD = EntryFormat.ascii("payload");
    private static final byte[] ID = EntryFormat.ascii("id");
    private static final byte[] NEW_KEY = EntryFormat.ascii("__DEBEZIUM.NEWKEY");
    private static final byte[] OLD_KEY = EntryFormat.ascii("__DEBEZIUM.OLDKEY");

    private final JsonBytes json = new JsonBytes();
    private final RowReader rows;
    private final EnvelopeReader envelope;
    private final KnownSchemas<Columns> rowSchemas = new KnownSchemas<>(DebeziumReader::rowColumns);
    private final KnownSchemas<Columns> keySchemas = new KnownSchemas<>(Columns::of);
    private final Shapes keyShapes = new Shapes();
    private final DocumentEvents documents = new DocumentEvents();
    private final Set<TableId> fullBefore = new HashSet<>();
    private TableSchema last = new TableSchema(new TableId("", "", "", ""), RowType.EMPTY, RowType.EMPTY);

    DebeziumReader(Placeholder unavailable) {
        this.rows = new RowReader(json, unavailable);
        this.envelope = new EnvelopeReader(json, rows);
    }

    private static Columns rowColumns(ConnectSchema schema) {
        return schema.field("after")
                .or(() -> schema.field("before"))
                .map(Columns::of)
                .orElse(Columns.NONE);
    }

    /**
     * Reads an entry; nothing if it tells of no change of a row.
     *
     * @param fields all of the entry's, among which are the headers
     */
    Optional<ChangeEvent> read(byte[] key, byte[] value, List<byte[]> fields) {
        if (isNothing(value)) {
            return Optional.empty();
        }
        json.on(value);
        Columns columns = open(rowSchemas);
        if (!envelope.read(columns)) {
            return Optional.empty();
        }
        Opcode opcode = envelope.opcode();
        TableId table = envelope.source().table();
        var info = envelope.source().info();
        if (envelope.source().isMongo()) {
            return documents.read(envelope, table, documentId(table, key), info);
        }
        boolean postgresql = envelope.source().isPostgresql();
        RowRead keyRow = key(key);
        KeyChange keyChange = KeyChange.NO;
        Row otherKey = Row.EMPTY;
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            boolean isNewKey = isHeader(fields.get(i), NEW_KEY);
            if (isNewKey || isHeader(fields.get(i), OLD_KEY)) {
                keyChange = isNewKey ? KeyChange.OLD_KEY : KeyChange.NEW_KEY;
                otherKey = key(fields.get(i + 1)).row();
            }
        }
        return Optional.of(new ChangeEvent(
                schema(table, keyRow, opcode),
                opcode,
                keyRow.row(),
                envelope.before().row(),
                envelope.after().row(),
                beforeKind(table, opcode, postgresql),
                keyChange,
                otherKey,
                info));
    }

    /** Debezium Server writes a text of its own where there is no key or no value. */
    private static boolean isNothing(byte[] text) {
        return text.length == 0 || isText(text, "default") || isText(text, "null");
    }

    private static boolean isText(byte[] text, String expected) {
        return text.length == expected.length()
                && new String(text, java.nio.charset.StandardCharsets.ISO_8859_1).equals(expected);
    }

    /** Goes to the payload; gives what its schema says, or no columns if there is none. */
    private Columns open(KnownSchemas<Columns> schemas) {
        if (json.peek() != '{') {
            throw new MalformedEntryException("neither an entry of RDI's collector nor JSON of a Debezium Server");
        }
        int from = json.at();
        json.expect('{');
        if (json.peek() == '"') {
            json.text();
            if (json.lastIs(SCHEMA)) {
                json.expect(':');
                Columns columns = Columns.NONE;
                boolean isSchema = json.peek() == '{';
                if (isSchema) {
                    columns = schemas.read(json);
                } else {
                    isSchema = json.skipIfWord(StructureText.NULL);
                }
                if (isSchema && json.skipIf(',')) {
                    json.text();
                    if (json.lastIs(PAYLOAD)) {
                        json.expect(':');
                        return columns;
                    }
                }
            }
        }
        json.goTo(from);
        return Columns.NONE;
    }

    private RowRead key(byte[] key) {
        if (isNothing(key)) {
            return RowRead.NONE;
        }
        json.on(key);
        Columns columns = open(keySchemas);
        if (json.skipIfWord(StructureText.NULL)) {
            return RowRead.NONE;
        }
        return columns == Columns.NONE
                ? keyShapes.read(json, rows)
                : new RowRead(columns, rows.read(columns).orElseThrow());
    }

    /** MongoDB's keys have one field, in which the document's is as a text; empty where there is no key. */
    private Optional<byte[]> documentId(TableId table, byte[] key) {
        if (isNothing(key)) {
            return Optional.empty();
        }
        json.on(key);
        open(keySchemas);
        json.expect('{');
        json.text();
        if (!json.lastIs(ID)) {
            throw new MalformedEntryException("the key of a document of " + table.qualifiedName() + " has no id");
        }
        json.expect(':');
        if (json.peek() != '"') {
            throw new MalformedEntryException("the key of a document of " + table.qualifiedName() + " is no text");
        }
        return Optional.of(json.unescapedText());
    }

    private TableSchema schema(TableId table, RowRead key, Opcode opcode) {
        RowRead row = envelope.after().isNone() ? envelope.before() : envelope.after();
        boolean known = table.equals(last.table());
        RowType rowType = row.isNone()
                ? known ? last.row() : envelope.columns().type()
                : row.columns().type();
        RowType keyType = key.columns().type();
        if (opcode == Opcode.TRUNCATE && key.isNone() && known) {
            keyType = last.key();
        }
        if (!known || !rowType.equals(last.row()) || !keyType.equals(last.key())) {
            last = new TableSchema(table, keyType, rowType);
        }
        return last;
    }

    /** What a PostgreSQL table tells of rows before a change is trusted once an update told it. */
    private BeforeKind beforeKind(TableId table, Opcode opcode, boolean postgresql) {
        boolean none = envelope.before().isNone();
        if (postgresql && opcode == Opcode.UPDATE) {
            if (none) {
                fullBefore.remove(table);
            } else {
                fullBefore.add(table);
            }
        }
        if (none) {
            return BeforeKind.NONE;
        }
        return !postgresql || fullBefore.contains(table) ? BeforeKind.FULL : BeforeKind.KEY_ONLY;
    }

    /** Debezium Server writes the names of headers in capitals. */
    private static boolean isHeader(byte[] name, byte[] header) {
        if (name.length != header.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            int capital = name[i] >= 'a' && name[i] <= 'z' ? name[i] - ('a' - 'A') : name[i];
            if (capital != header[i]) {
                return false;
            }
        }
        return true;
    }
}
