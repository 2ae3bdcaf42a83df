package dev.rdi.collector;

import dev.rdi.model.TableSchema;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Takes what was read, batch by batch, in the order of the source.
 *
 * <p>Called by the collector's thread only.
 */
public interface ChangeSink {

    /**
     * Makes the records safe; returns only when all of them are. Waits for as long as that takes: a full or unreachable
     * RDI database stops the reading, it doesn't fail it. The same records may come again after a failure or a restart.
     *
     * @throws InterruptedException if the collector is being stopped; nothing is known about the batch then
     */
    void write(List<SourceRecord> records) throws InterruptedException;

    /**
     * Makes rows safe that are entries already; as {@link #write} does.
     *
     * @param rows of any tables
     * @throws InterruptedException if the collector is being stopped; nothing is known about the rows then
     */
    void writeRows(List<EncodedRows> rows) throws InterruptedException;

    /**
     * Rows of one table.
     *
     * @param schema of the rows
     * @param fingerprint by which entries refer to the schema
     * @param schemaJson the schema as it is stored
     * @param dropped the columns that aren't captured because of their type
     * @param entries each: name, value, name, value …
     */
    record EncodedRows(
            TableSchema schema, String fingerprint, byte[] schemaJson, List<String> dropped, List<byte[][]> entries) {}

    /**
     * Streaming begins: what comes next has places relative to the source, and some of it may have been written before.
     *
     * @param source names the source and the settings that decide which changes there are; empty if that isn't known
     * @param from the end of a transaction; every later one comes whole
     */
    default void streaming(String source, Lsn from) {}

    /**
     * Says of which tables rows are being read while their changes are streamed: an update may come before its row, so
     * that nobody has the large values which the source left out of it.
     *
     * @param tables as {@code schema.table}
     */
    default void reading(Set<String> tables) {}

    /** How many changes came again and weren't written again; may be asked by any thread. */
    default long redelivered() {
        return 0;
    }

    /** What comes next has nothing to do with what was written before: tables are read, or a source begins anew. */
    default void forget() throws InterruptedException {}
}
