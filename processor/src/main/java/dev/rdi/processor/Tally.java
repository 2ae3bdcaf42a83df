package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Opcode;
import dev.rdi.redis.Counters;
import dev.rdi.redis.Progress;
import dev.rdi.redis.Reading;
import dev.rdi.wire.ReplayMark;

/**
 * Counts what became of records, in the order of their stream (invariant 4). If a table is read from its beginning once
 * more, because the reading before was interrupted or was too long ago, its rows come again: what was counted of them
 * becomes {@link Counters#deduplicated} with the first row of the new reading, so that a row counts once.
 *
 * <p>Confined to one thread.
 */
final class Tally {

    private long inserted;
    private long updated;
    private long deleted;
    private long filtered;
    private long rejected;
    private long deduplicated;
    private String reading;
    private long readInserted;
    private long readFiltered;

    Tally(Progress progress) {
        Counters counters = progress.counters();
        inserted = counters.inserted();
        updated = counters.updated();
        deleted = counters.deleted();
        filtered = counters.filtered();
        rejected = counters.rejected();
        deduplicated = counters.deduplicated();
        reading = progress.reading().position();
        readInserted = progress.reading().inserted();
        readFiltered = progress.reading().filtered();
    }

    void rejected(PendingRecord record) {
        isRead(record);
        rejected++;
    }

    void filtered(PendingRecord record) {
        if (isRead(record)) {
            readFiltered++;
        }
        filtered++;
    }

    /** Rows that are read count as inserted, truncates as deleted, messages as filtered. */
    void written(PendingRecord record, ChangeEvent event) {
        if (isRead(record)) {
            readInserted++;
        }
        switch (event.opcode()) {
            case CREATE, READ -> inserted++;
            case UPDATE -> updated++;
            case DELETE, TRUNCATE -> deleted++;
            case MESSAGE -> filtered++;
        }
    }

    /** Whether it is a row of a whole reading; if that is another one than before, it begins. */
    private boolean isRead(PendingRecord record) {
        ChangeEvent event = record.event().orElse(null);
        if (event == null || event.opcode() != Opcode.READ) {
            return false;
        }
        String position = event.source().position();
        boolean isKnown = position.equals(reading);
        if ((!isKnown && !Reading.isWhole(position)) || isReplayed(record)) {
            return false;
        }
        if (!isKnown) {
            begin(position);
        }
        return true;
    }

    private void begin(String position) {
        inserted -= readInserted;
        filtered -= readFiltered;
        deduplicated += readInserted + readFiltered;
        reading = position;
        readInserted = 0;
        readFiltered = 0;
    }

    /** It was rejected in its time; that it comes again has nothing to do with the reading of its table. */
    private static boolean isReplayed(PendingRecord record) {
        return ReplayMark.find(record.entry().fields()).isPresent();
    }

    Progress at(EntryId position) {
        return new Progress(
                position,
                new Counters(inserted, updated, deleted, filtered, rejected, deduplicated),
                new Reading(reading, readInserted, readFiltered));
    }
}
