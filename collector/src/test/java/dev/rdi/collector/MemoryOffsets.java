package dev.rdi.collector;

import java.util.Optional;

/** Keeps the offset in memory, beyond the life of a collector. */
final class MemoryOffsets implements OffsetStore {

    private volatile Optional<SourceOffset> offset = Optional.empty();

    @Override
    public Optional<SourceOffset> load() {
        return offset;
    }

    @Override
    public void save(SourceOffset newOffset) {
        // Stored as Redis stores it.
        offset = SourceOffset.fromMap(newOffset.toMap());
    }

    void forget() {
        offset = Optional.empty();
    }
}
