package dev.rdi.collector;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * What a task of Debezium's asks its surroundings for: its properties, and where to begin.
 *
 * <p>Immutable.
 *
 * @param offset where streaming begins, in Debezium's words; nothing to read the tables
 */
record StartOffset(Map<String, String> properties, Optional<Map<String, Object>> offset)
        implements SourceTaskContext, OffsetStorageReader {

    @Override
    public Map<String, String> configs() {
        return properties;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return this;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("Debezium's tasks have no Connect metrics");
    }

    @Override
    @SuppressWarnings("NullAway") // the interface says null where there is no offset
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        return offset.orElse(null);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
        offset.ifPresent(known -> partitions.forEach(partition -> offsets.put(partition, known)));
        return offsets;
    }
}
