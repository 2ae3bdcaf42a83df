package dev.rdi.control.api;

import dev.rdi.control.ControlException;
import dev.rdi.control.ControlException.Reason;
import dev.rdi.control.PipelineSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Secrets in memory. */
final class MemorySecrets implements PipelineSecrets {

    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    @Override
    public List<Entry> list(String pipeline) {
        return List.copyOf(entries.values());
    }

    @Override
    public Optional<Entry> find(String pipeline, String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public Entry create(String pipeline, String key, Type type, String value) {
        Entry entry = new Entry(key, type);
        if (entries.putIfAbsent(key, entry) != null) {
            throw new ControlException(Reason.CONFLICT, "there is a secret called " + key + " already");
        }
        return entry;
    }

    @Override
    public Entry put(String pipeline, String key, Type type, String value) {
        Entry entry = new Entry(key, type);
        entries.put(key, entry);
        return entry;
    }

    @Override
    public boolean delete(String pipeline, String key) {
        return entries.remove(key) != null;
    }
}
