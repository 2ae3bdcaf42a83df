package dev.rdi.collector;

import io.debezium.config.Configuration;
import io.debezium.document.Array;
import io.debezium.document.Document;
import io.debezium.document.DocumentReader;
import io.debezium.document.DocumentWriter;
import io.debezium.relational.Tables;
import io.debezium.relational.ddl.DdlParser;
import io.debezium.relational.history.AbstractSchemaHistory;
import io.debezium.relational.history.HistoryRecord;
import io.debezium.relational.history.HistoryRecordComparator;
import io.debezium.relational.history.SchemaHistoryException;
import io.debezium.relational.history.SchemaHistoryListener;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lets Debezium keep how the tables of a source looked in a {@link SchemaHistoryStore}.
 *
 * <p>Public, and with a constructor without parameters, because Debezium makes it, by name; the store is found by the text
 * that {@link #publish} gives. Used by one thread at a time.
 */
public final class KeptSchemaHistory extends AbstractSchemaHistory {

    static final String ID = CONFIGURATION_FIELD_PREFIX_STRING + "rdi.id";

    private static final Map<String, SchemaHistoryStore> STORES = new ConcurrentHashMap<>();

    private SchemaHistoryStore store = SchemaHistoryStore.NONE;
    private Optional<Map<String, ?>> partition = Optional.empty();

    /** Makes a store known under the text that comes back, until {@link #withdraw}. */
    static String publish(SchemaHistoryStore store) {
        String id = UUID.randomUUID().toString();
        STORES.put(id, store);
        return id;
    }

    static void withdraw(String id) {
        STORES.remove(id);
    }

    @Override
    public void configure(
            Configuration config,
            HistoryRecordComparator comparator,
            SchemaHistoryListener listener,
            boolean useCatalogBeforeSchema) {
        super.configure(config, new BinlogOrder(comparator), listener, useCatalogBeforeSchema);
        store = Optional.ofNullable(STORES.get(config.getString(ID)))
                .orElseThrow(() -> new SchemaHistoryException("the store of the schema history is gone"));
    }

    @Override
    public void recover(Map<Map<String, ?>, Map<String, ?>> offsets, Tables schema, DdlParser parser)
            throws InterruptedException {
        partition = offsets.keySet().stream().findFirst();
        super.recover(offsets, schema, parser);
    }

    @Override
    protected void storeRecord(HistoryRecord change) {
        try {
            store.append(DocumentWriter.defaultWriter().write(change.document()));
        } catch (IOException e) {
            throw new SchemaHistoryException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaHistoryException("stopped while a change of a table was stored", e);
        }
    }

    @Override
    protected void recoverRecords(Consumer<HistoryRecord> records) throws InterruptedException {
        for (String change : store.load()) {
            Document document = parse(change);
            // Whoever wrote it was called otherwise: each run is.
            partition.ifPresent(ours -> {
                Document source = document.setDocument(HistoryRecord.Fields.SOURCE, Document.create());
                ours.forEach(source::set);
            });
            records.accept(new HistoryRecord(document));
        }
    }

    static Document parse(String change) {
        try {
            return DocumentReader.defaultReader().read(change);
        } catch (IOException e) {
            throw new SchemaHistoryException("the schema history can't be read", e);
        }
    }

    /** The tables that a change changes, those that they were before included. */
    static Array tableChanges(Document change) {
        Array changes = change.getArray(HistoryRecord.Fields.TABLE_CHANGES);
        return changes == null ? Array.create() : changes;
    }

    @Override
    public boolean exists() {
        try {
            return !store.load().isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaHistoryException("stopped while the schema history was looked up", e);
        }
    }

    @Override
    public boolean storageExists() {
        return true;
    }
}
