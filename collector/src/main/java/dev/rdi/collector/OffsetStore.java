package dev.rdi.collector;

import java.util.Optional;

/**
 * Where the collector's offset is kept. Saving returns when the offset is as safe as the entries are; only then is it
 * told to the source, so that the source never forgets what the stored offset still needs.
 *
 * <p>Called by the collector's thread only. An implementation that can't reach its store waits and tries again.
 */
public interface OffsetStore {

    /** The stored offset, or nothing before the first start. */
    Optional<SourceOffset> load() throws InterruptedException;

    void save(SourceOffset offset) throws InterruptedException;
}
