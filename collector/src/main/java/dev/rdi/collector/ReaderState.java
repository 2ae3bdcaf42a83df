package dev.rdi.collector;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.model.RdiException;
import java.util.List;
import java.util.Optional;

/**
 * What a reader of a source is doing.
 *
 * <p>Changed by the collector's thread, read by any.
 */
final class ReaderState {

    private volatile State state = State.CREATED;
    private volatile Optional<RdiException> failure = Optional.empty();
    private volatile Optional<SnapshotProgress> snapshot = Optional.empty();
    private volatile Optional<SnapshotProgress> added = Optional.empty();
    private volatile Optional<OffsetProgress> progress = Optional.empty();
    private volatile List<String> tables = List.of();

    /** An attempt begins; what went wrong before stays visible until it is mended. */
    void starting() {
        if (failure.isEmpty()) {
            state = State.STARTING;
        }
    }

    /** These tables are going to be captured. */
    void noted(List<CapturedTable> captured) {
        tables = captured.stream().map(CapturedTable::qualifiedName).toList();
    }

    /** The source is there and can be read: what went wrong before is over. */
    void mended() {
        failure = Optional.empty();
    }

    void follow(OffsetProgress position) {
        progress = Optional.of(position);
    }

    void phase(State phase) {
        state = phase;
    }

    /** Tables are read: those of the initial sync. */
    void syncing(SnapshotProgress counts) {
        snapshot = Optional.of(counts);
    }

    /** Tables are read: those that are new, or have new columns. */
    void adding(SnapshotProgress counts) {
        added = Optional.of(counts);
    }

    CollectorStatus status() {
        return new CollectorStatus(
                state,
                snapshot.map(SnapshotProgress::tables).orElse(List.of()),
                added.map(SnapshotProgress::tables).orElse(List.of()),
                failure,
                progress.map(OffsetProgress::offset),
                snapshot.map(SnapshotProgress::began),
                snapshot.flatMap(SnapshotProgress::ended));
    }

    List<String> tables() {
        return tables;
    }

    void retrying(RdiException why) {
        failure = Optional.of(why);
        state = State.RETRYING;
    }

    void failed(RdiException why) {
        failure = Optional.of(why);
        state = State.FAILED;
    }

    void stopped() {
        if (state != State.FAILED) {
            state = State.STOPPED;
        }
    }
}
