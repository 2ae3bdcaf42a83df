package dev.rdi.collector;

import java.util.List;

/**
 * Where is kept how the tables of a source looked at each position of its log, for sources whose log doesn't tell. A
 * text is one change of some tables.
 *
 * <p>Used by one thread at a time, not always the same. An implementation that can't reach its store waits and tries
 * again.
 */
public interface SchemaHistoryStore {

    /** For sources that need none. */
    SchemaHistoryStore NONE = new SchemaHistoryStore() {
        @Override
        public List<String> load() {
            return List.of();
        }

        @Override
        public void append(String change) {
            throw new IllegalStateException("no history is kept");
        }

        @Override
        public void replace(List<String> changes) {}
    };

    /** All changes, in their order. */
    List<String> load() throws InterruptedException;

    /** Adds a change; returns when it is as safe as an offset is. */
    void append(String change) throws InterruptedException;

    /** Puts others in the place of all. */
    void replace(List<String> changes) throws InterruptedException;
}
