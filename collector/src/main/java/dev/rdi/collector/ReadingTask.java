package dev.rdi.collector;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A connector task of Debezium's, driven by us instead of by its engine: the engine would bring Kafka Connect's runtime
 * along, two hand-overs between threads for each record, and an offset store that knows nothing of ours.
 *
 * <p>Confined to the thread that polls, except where Debezium's own threads call it.
 */
interface ReadingTask {

    void start();

    /** The records that are there, none after a short wait. */
    List<SourceRecord> poll() throws InterruptedException;

    /** Lets the source forget everything up to a position, where it keeps its log for us. */
    void confirm(Lsn position);

    void stop();
}
