package dev.rdi.collector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Knows how far the stored offset may go. Every record carries the {@linkplain RecordPlaces#previousEnd end of the last
 * transaction} that was over before the record was read; records come in order; so once a record and all before it are
 * confirmed, everything up to that end is. {@code Invariant 6}
 *
 * <p>Heartbeats carry it too, and so release the last transaction before a quiet time. They may come in the middle of
 * a transaction: that does no harm, because what they carry is the end of the one before.
 *
 * <p>Confined to the collector's thread, but for {@link #offset}, which any may ask.
 */
final class OffsetProgress {

    /** A restart repeats what was delivered since the last save; a save costs a round trip. */
    private static final Duration SAVE_INTERVAL = Duration.ofMillis(100);

    private final OffsetStore store;
    private final RecordPlaces places;
    private final LongSupplier nanoTime;
    private volatile SourceOffset saved;
    private SourceOffset confirmed;
    private long savedAtNanos;

    OffsetProgress(OffsetStore store, SourceOffset stored, LongSupplier nanoTime) {
        this(store, stored, PostgresPlaces.INSTANCE, nanoTime);
    }

    OffsetProgress(OffsetStore store, SourceOffset stored, RecordPlaces places, LongSupplier nanoTime) {
        this.store = store;
        this.places = places;
        this.saved = stored;
        this.confirmed = stored;
        this.nanoTime = nanoTime;
        this.savedAtNanos = nanoTime.getAsLong() - SAVE_INTERVAL.toNanos();
    }

    /** Takes note that every record of a batch, and of all batches before it, is safe. */
    void confirmed(List<SourceRecord> batch) {
        // Within a run the end never falls, so the last record has the highest.
        SourceRecord last = batch.get(batch.size() - 1);
        places.previousEnd(last.sourceOffset())
                .filter(confirmed.lsn()::isBefore)
                .ifPresent(end -> confirmed = places.after(confirmed, end, last.sourceOffset()));
    }

    /** Saves the offset if it has moved and it is time to; the result is what the source may be told. */
    Optional<Lsn> saveIfDue() throws InterruptedException {
        boolean due = nanoTime.getAsLong() - savedAtNanos >= SAVE_INTERVAL.toNanos();
        return due ? save() : Optional.empty();
    }

    Optional<Lsn> save() throws InterruptedException {
        if (!saved.lsn().isBefore(confirmed.lsn())) {
            return Optional.empty();
        }
        SourceOffset next = saved.at(confirmed.lsn(), confirmed.exact());
        store.save(next);
        saved = next;
        savedAtNanos = nanoTime.getAsLong();
        return Optional.of(confirmed.lsn());
    }

    void snapshotDone() throws InterruptedException {
        SourceOffset next = saved.withSnapshotDone();
        store.save(next);
        saved = next;
    }

    /** How far everything is confirmed, whether it is saved or not. */
    Lsn confirmed() {
        return confirmed.lsn();
    }

    SourceOffset offset() {
        return saved;
    }
}
