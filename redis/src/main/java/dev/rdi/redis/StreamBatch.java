package dev.rdi.redis;

import java.util.List;

/** Consecutive entries of one stream, at least one. */
public record StreamBatch(String stream, List<StreamEntry> entries) {

    public StreamEntry last() {
        return entries.get(entries.size() - 1);
    }
}
