package dev.rdi.redis;

import java.util.List;

/** Consecutive entries of one stream, at least one. */
public record StreamBatch(String stream, List<StreamEntry> entries) {

    /** The bytes of the entries. */
    public long size() {
        long size = 0;
        for (StreamEntry entry : entries) {
            size += entry.size();
        }
        return size;
    }

    public StreamEntry last() {
        return entries.get(entries.size() - 1);
    }
}
