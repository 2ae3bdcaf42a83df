package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Goes through a stream in either direction, some entries at a time, because rows may be large.
 *
 * <p>Confined to one thread.
 */
final class DeadLetterCursor implements Iterator<StreamEntry> {

    private static final long PAGE_BYTES = 1 << 20;
    private static final int MOST_ENTRIES = 500;

    private final RedisConnection redis;
    private final String key;
    private final boolean backwards;
    private final Deque<StreamEntry> page = new ArrayDeque<>();
    private String from;
    private int count = 1;
    private boolean atEnd;

    DeadLetterCursor(RedisConnection redis, String key, boolean backwards, Optional<EntryId> after) {
        this.redis = redis;
        this.key = key;
        this.backwards = backwards;
        this.from = after.map(id -> "(" + id).orElse(backwards ? "+" : "-");
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty() && !atEnd) {
            read();
        }
        return !page.isEmpty();
    }

    @Override
    public StreamEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.remove();
    }

    private void read() {
        Object reply = redis.require(
                backwards ? "XREVRANGE" : "XRANGE", key, from, backwards ? "-" : "+", "COUNT", String.valueOf(count));
        page.addAll(entries(reply));
        atEnd = page.size() < count;
        if (!page.isEmpty()) {
            from = "(" + page.getLast().id();
            long bytes = 1 + page.stream().mapToLong(StreamEntry::size).sum();
            long fitting = PAGE_BYTES * page.size() / bytes;
            count = (int) Math.max(1, Math.min(Math.min(fitting, 8L * count), MOST_ENTRIES));
        }
    }

    static List<StreamEntry> entries(Object reply) {
        List<StreamEntry> entries = new ArrayList<>();
        for (Object element : (List<?>) reply) {
            List<?> entry = (List<?>) element;
            List<byte[]> fields = new ArrayList<>();
            ((List<?>) entry.get(1)).forEach(part -> fields.add((byte[]) part));
            entries.add(new StreamEntry(EntryId.parse(RedisConnection.text(entry.get(0))), fields));
        }
        return entries;
    }
}
