package dev.rdi.collector;

import java.util.ArrayList;
import java.util.List;

/**
 * A schema history that nobody needs when the run is over, in memory.
 *
 * <p>Thread-safe.
 */
final class ScratchHistory implements SchemaHistoryStore {

    private final List<String> changes = new ArrayList<>();

    @Override
    public synchronized List<String> load() {
        return List.copyOf(changes);
    }

    @Override
    public synchronized void append(String change) {
        changes.add(change);
    }

    @Override
    public synchronized void replace(List<String> others) {
        changes.clear();
        changes.addAll(others);
    }
}
