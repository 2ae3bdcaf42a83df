package dev.rdi.wire;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes events of what Debezium's connector for MongoDB tells: documents before and after a change as texts.
 *
 * <p>Confined to one thread.
 */
final class DocumentEvents {

    private final DocumentReader documents = new DocumentReader();
    private final Set<TableId> wholeUpdates = new HashSet<>();
    private TableSchema last = new TableSchema(new TableId("", "", "", ""), RowType.EMPTY, RowType.OPEN);

    /**
     * Makes an event of what an envelope holds; nothing where a document was gone before it could be looked up for its
     * update, because the delete follows.
     *
     * @param id the key as extended JSON
     */
    Optional<ChangeEvent> read(EnvelopeReader envelope, TableId table, Optional<byte[]> id, SourceInfo info) {
        Opcode opcode = envelope.opcode();
        if (opcode == Opcode.UPDATE) {
            if (envelope.documentAfter().isPresent()) {
                wholeUpdates.add(table);
            } else if (wholeUpdates.contains(table)) {
                return Optional.empty();
            }
        }
        requireDocument(envelope, opcode);
        Row key = id.map(documents::readId).orElse(Row.EMPTY);
        Row before = envelope.documentBefore().map(documents::read).orElse(Row.EMPTY);
        return Optional.of(new ChangeEvent(
                schema(table, key),
                opcode,
                key,
                before,
                envelope.documentAfter().map(documents::read).orElse(Row.EMPTY),
                envelope.documentBefore().isPresent() ? BeforeKind.FULL : BeforeKind.NONE,
                KeyChange.NO,
                Row.EMPTY,
                info));
    }

    private static void requireDocument(EnvelopeReader envelope, Opcode opcode) {
        boolean needed = opcode == Opcode.CREATE || opcode == Opcode.READ || opcode == Opcode.UPDATE;
        if (needed && envelope.documentAfter().isEmpty()) {
            throw new MalformedEntryException(
                    opcode == Opcode.UPDATE
                            ? "an update tells the changed fields alone: let the connector send whole documents, with"
                                    + " capture.mode=change_streams_update_full"
                            : "no after in the value");
        }
    }

    /** All documents of a collection have the same schema, whose rows are open, unless the types of their keys differ. */
    private TableSchema schema(TableId table, Row key) {
        if (!table.equals(last.table()) || !key.type().equals(last.key())) {
            last = new TableSchema(table, key.type(), RowType.OPEN);
        }
        return last;
    }
}
