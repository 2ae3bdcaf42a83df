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

    private Counters counters;
    private Reading reading;

    Tally(Progress progress) {
        counters = progress.counters();
        reading = progress.reading();
    }

    void rejected(PendingRecord record) {
        isRead(record);
        counters = counters.oneRejected();
    }

    void filtered(PendingRecord record) {
        if (isRead(record)) {
            reading = reading.oneFiltered();
        }
        counters = counters.oneFiltered();
    }

    void written(PendingRecord record, ChangeEvent event) {
        if (isRead(record)) {
            reading = reading.oneInserted();
        }
        counters = counters.written(event.opcode());
    }

    /** Whether it is a row of a whole reading; if that is another one than before, it begins. */
    private boolean isRead(PendingRecord record) {
        ChangeEvent event = record.event().orElse(null);
        if (event == null || event.opcode() != Opcode.READ) {
            return false;
        }
        String position = event.source().position();
        if (position.equals(reading.position())) {
            return !isReplayed(record);
        }
        if (!Reading.isWhole(position) || isReplayed(record)) {
            return false;
        }
        counters = counters.readAgain(reading);
        reading = Reading.at(position);
        return true;
    }

    /** It was rejected in its time; that it comes again has nothing to do with the reading of its table. */
    private static boolean isReplayed(PendingRecord record) {
        return ReplayMark.find(record.entry().fields()).isPresent();
    }

    Progress at(EntryId position) {
        return new Progress(position, counters, reading);
    }
}
