package dev.rdi.collector;

import java.util.Map;
import java.util.Optional;

/**
 * Reads out of the offset that Debezium gives every record where in the source's log the record is. Positions are
 * numbers that grow along the log.
 *
 * <p>Stateless.
 */
interface RecordPlaces {

    /** The end of the last transaction that was over before the record was read. */
    Optional<Lsn> previousEnd(Map<String, ?> offset);

    /** The number of the record's transaction; nothing for what belongs to none. */
    Optional<Long> transaction(Map<String, ?> offset);

    /** When the source committed the change, in microseconds since 1970; 0 if it doesn't tell. */
    long micros(Map<String, ?> offset);

    /** The position as entries have it, for people. */
    String text(Map<String, ?> offset);

    /** The offset of a source after the end that an offset of Debezium's names. */
    SourceOffset after(SourceOffset before, Lsn previousEnd, Map<String, ?> offset);
}
