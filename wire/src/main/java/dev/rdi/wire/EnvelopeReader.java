package dev.rdi.wire;

import dev.rdi.model.Opcode;
import java.util.Optional;

/**
 * Reads the payload of a Debezium record and tells whether it is a change of a row.
 *
 * <p>Confined to one thread; what it gives is of the record read last.
 */
final class EnvelopeReader {

    private static final byte[] BEFORE = EntryFormat.ascii("before");
    private static final byte[] AFTER = EntryFormat.ascii("after");
    private static final byte[] SOURCE = EntryFormat.ascii("source");
    private static final byte[] OPCODE = EntryFormat.ascii("op");
    private static final byte[] TIME = EntryFormat.ascii("ts_ms");
    private static final byte[] STATUS = EntryFormat.ascii("status");
    private static final byte[] EVENT_COUNT = EntryFormat.ascii("event_count");
    private static final byte[] DDL = EntryFormat.ascii("ddl");
    private static final byte[] TABLE_CHANGES = EntryFormat.ascii("tableChanges");

    private final JsonBytes json;
    private final RowReader rows;
    private final SourceReader source;
    private final Shapes shapes = new Shapes();
    private Columns columns = Columns.NONE;
    private RowRead before = RowRead.NONE;
    private RowRead after = RowRead.NONE;
    private Optional<byte[]> documentBefore = Optional.empty();
    private Optional<byte[]> documentAfter = Optional.empty();
    private char opcode;
    private boolean hasSource;
    private boolean hasTime;
    private boolean hasStatus;
    private boolean hasEventCount;
    private boolean hasSchemaChange;
    private int others;

    EnvelopeReader(JsonBytes json, RowReader rows) {
        this.json = json;
        this.rows = rows;
        this.source = new SourceReader(json);
    }

    Columns columns() {
        return columns;
    }

    RowRead before() {
        return before;
    }

    RowRead after() {
        return after;
    }

    /** The document before the change as a text, from MongoDB only. */
    Optional<byte[]> documentBefore() {
        return documentBefore;
    }

    /** The document after the change as a text, from MongoDB only. */
    Optional<byte[]> documentAfter() {
        return documentAfter;
    }

    SourceReader source() {
        return source;
    }

    /**
     * Reads the payload that comes next; false if it is of a kind that is consumed and never written: a tombstone, a
     * heartbeat, a logical message, the border of a transaction, a change of a schema.
     */
    boolean read(Columns ofSchema) {
        columns = ofSchema;
        before = RowRead.NONE;
        after = RowRead.NONE;
        documentBefore = Optional.empty();
        documentAfter = Optional.empty();
        opcode = 0;
        hasSource = false;
        hasTime = false;
        hasStatus = false;
        hasEventCount = false;
        hasSchemaChange = false;
        others = 0;
        if (json.skipIfWord(StructureText.NULL)) {
            return false;
        }
        json.expect('{');
        if (!json.skipIf('}')) {
            do {
                field();
            } while (json.goesOn('}'));
        }
        if (opcode == 'm' || (opcode == 0 && isConsumed())) {
            return false;
        }
        requireChange();
        return true;
    }

    Opcode opcode() {
        try {
            return Opcode.of(opcode);
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException("unknown opcode: " + opcode, e);
        }
    }

    private void field() {
        json.text();
        if (json.lastIs(BEFORE)) {
            json.expect(':');
            documentBefore = document();
            before = documentBefore.isPresent() ? RowRead.NONE : row();
        } else if (json.lastIs(AFTER)) {
            json.expect(':');
            documentAfter = document();
            after = documentAfter.isPresent() ? RowRead.NONE : row();
        } else if (json.lastIs(SOURCE)) {
            json.expect(':');
            hasSource = json.peek() == '{';
            if (hasSource) {
                source.read();
            } else {
                json.skip();
            }
        } else if (json.lastIs(OPCODE)) {
            json.expect(':');
            readOpcode();
        } else {
            other();
        }
    }

    private void readOpcode() {
        if (json.peek() != '"') {
            throw new MalformedEntryException("op is no text");
        }
        json.text();
        if (json.end() - json.start() != 1) {
            throw new MalformedEntryException("op is not one letter");
        }
        opcode = (char) json.bytes()[json.start()];
    }

    private Optional<byte[]> document() {
        return json.peek() == '"' ? Optional.of(json.unescapedText()) : Optional.empty();
    }

    private RowRead row() {
        if (json.skipIfWord(StructureText.NULL)) {
            return RowRead.NONE;
        }
        if (json.peek() != '{') {
            throw new MalformedEntryException("before or after is not a JSON object");
        }
        return columns == Columns.NONE
                ? shapes.read(json, rows)
                : new RowRead(columns, rows.read(columns).orElseThrow());
    }

    private void other() {
        others++;
        hasTime |= json.lastIs(TIME);
        hasStatus |= json.lastIs(STATUS);
        hasEventCount |= json.lastIs(EVENT_COUNT);
        hasSchemaChange |= json.lastIs(DDL) || json.lastIs(TABLE_CHANGES);
        json.expect(':');
        json.skip();
    }

    private boolean isConsumed() {
        boolean isHeartbeat = hasTime && others == 1 && !hasSource;
        return isHeartbeat || (hasStatus && hasEventCount) || (hasSource && hasSchemaChange);
    }

    private void requireChange() {
        if (opcode == 0) {
            throw new MalformedEntryException("no op in the value: not a change event of Debezium; don't flatten its"
                    + " records (ExtractNewRecordState)");
        }
        if (!hasSource) {
            throw new MalformedEntryException("no source in the value, so that its table is unknown");
        }
        if (source.isMongo()) {
            return;
        }
        if (documentBefore.isPresent() || documentAfter.isPresent()) {
            throw new MalformedEntryException("before or after is not a JSON object");
        }
        boolean needsRow = opcode == 'c' || opcode == 'r' || opcode == 'u';
        if (needsRow && after.isNone()) {
            throw new MalformedEntryException("no after in the value");
        }
    }
}
