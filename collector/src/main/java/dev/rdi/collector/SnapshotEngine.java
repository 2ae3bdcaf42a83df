package dev.rdi.collector;

import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Reads tables whole, in portions that fit into memory. The collector asks for a portion, makes it safe in the change
 * streams, and then asks for the next one; so nothing is given twice, and what was given before is safe.
 *
 * <p>An engine that reads beside the stream gives rows only at moments when they are newer than every change that was
 * streamed: the changes that follow then make the end right, whatever they are.
 *
 * <p>Confined to the collector's thread.
 */
interface SnapshotEngine extends AutoCloseable {

    /** The next rows; none if there are none at the moment. */
    List<SourceRecord> poll() throws SQLException, InterruptedException;

    /** Whether everything was given. */
    boolean isDone();

    /** Whether the next rows have to follow those that were given, with no change in between. */
    default boolean holdsStream() {
        return false;
    }

    @Override
    void close();
}
