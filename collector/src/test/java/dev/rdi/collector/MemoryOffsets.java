package dev.rdi.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the offset in memory, beyond the life of a collector. */
final class MemoryOffsets implements OffsetStore {

    private final List<Lsn> history;
    private final MemoryCaptures captures = new MemoryCaptures();
    private volatile Optional<SourceOffset> offset = Optional.empty();

    MemoryOffsets() {
        this(new ArrayList<>());
    }

    /** Also writes down every position. */
    MemoryOffsets(List<Lsn> history) {
        this.history = history;
    }

    @Override
    public Optional<SourceOffset> load() {
        return offset;
    }

    @Override
    public void save(SourceOffset newOffset) {
        history.add(newOffset.lsn());
        // Stored as Redis stores it.
        offset = SourceOffset.fromMap(newOffset.toMap());
    }

    /** What goes with the offset. */
    MemoryCaptures captures() {
        return captures;
    }

    void forget() {
        offset = Optional.empty();
    }
}
