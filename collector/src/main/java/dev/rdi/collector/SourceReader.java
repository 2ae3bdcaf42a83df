package dev.rdi.collector;

import dev.rdi.model.RdiException;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads a source, an attempt at a time, and tells how that goes.
 *
 * <p>Reading is confined to the collector's thread; the rest may be asked for by any.
 */
interface SourceReader {

    /** Reads until stopped. */
    void read(Retries retries) throws SQLException, InterruptedException;

    CollectorStatus status();

    CollectorMetrics metrics();

    /** The captured tables as {@code schema.table}; empty before the first connection. */
    List<String> tables();

    /** The attempt failed; there will be another. */
    void retrying(RdiException why);

    /** The attempt failed, and was the last. */
    void failed(RdiException why);

    /** There is no further attempt. */
    void stopped();
}
