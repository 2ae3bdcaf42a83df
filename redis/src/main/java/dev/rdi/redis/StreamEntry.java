package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.util.List;

/**
 * An entry of a stream as it lies there.
 *
 * @param fields name, value, name, value …
 */
public record StreamEntry(EntryId id, List<byte[]> fields) {

    /** The bytes of all names and values. */
    public long size() {
        long size = 0;
        for (byte[] part : fields) {
            size += part.length;
        }
        return size;
    }
}
