package dev.rdi.collector;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps in memory which tables are captured, beyond the life of a collector. */
final class MemoryCaptures implements CaptureStore {

    private final Map<String, String> tables = new ConcurrentHashMap<>();
    private volatile Set<String> withStreams = Set.of();

    @Override
    public Map<String, Capture> load() {
        Map<String, Capture> captures = new ConcurrentHashMap<>();
        tables.forEach((table, json) -> captures.put(table, Capture.fromJson(json)));
        return captures;
    }

    @Override
    public Set<String> tablesWithStreams() {
        return withStreams;
    }

    @Override
    public void save(Map<String, Capture> captures) {
        // Stored as Redis stores it.
        captures.forEach((table, capture) -> tables.put(table, capture.toJson()));
    }

    /** As if a version had run that notes nothing. */
    void forget(String... tablesThatHaveStreams) {
        tables.clear();
        withStreams = Set.of(tablesThatHaveStreams);
    }
}
