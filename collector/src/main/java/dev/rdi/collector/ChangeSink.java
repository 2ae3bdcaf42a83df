package dev.rdi.collector;

import java.util.List;
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
}
