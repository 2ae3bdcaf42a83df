package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The reply to an XREAD of one stream, read straight into entries. Rows can be a thousand times larger than those
 * before them, and Redis counts entries, not bytes: what goes beyond the limit is passed over here and read later, so
 * that memory stays bounded.
 *
 * <p>Confined to one thread.
 */
final class StreamReply {

    private final String stream;
    private final long maxBytes;
    private final List<StreamEntry> entries = new ArrayList<>();
    private long bytes;
    private Optional<RedisError> error = Optional.empty();

    /**
     * Prepares reading.
     *
     * @param maxBytes the bytes to keep; the entry that goes beyond is kept, too
     * @param keepsFirst whether the first entry is kept whatever {@code maxBytes} is
     */
    StreamReply(String stream, long maxBytes, boolean keepsFirst) {
        this.stream = stream;
        this.maxBytes = keepsFirst ? Math.max(1, maxBytes) : maxBytes;
    }

    /** Reads the whole reply. */
    StreamReply read(RespInput in) throws IOException {
        Object head = in.arrayHead();
        if (head instanceof RedisError refused) {
            error = Optional.of(refused);
        } else if ((Long) head > 0) {
            in.array();
            in.skip();
            int count = in.array();
            for (int i = 0; i < count; i++) {
                readEntry(in);
            }
        }
        return this;
    }

    private void readEntry(RespInput in) throws IOException {
        if (bytes >= maxBytes) {
            in.skip();
            return;
        }
        in.array();
        EntryId id = EntryId.parse(RedisConnection.text(in.bytes()));
        Object parts = in.arrayHead();
        // An entry that was deleted after XREAD found it has no fields.
        byte[][] fields = new byte[parts instanceof Long count ? (int) Math.max(0, count) : 0][];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = in.bytes();
            bytes += fields[i].length;
        }
        entries.add(new StreamEntry(id, Arrays.asList(fields)));
    }

    /** What was kept; nothing if there was nothing or an error. */
    Optional<StreamBatch> batch() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(new StreamBatch(stream, entries));
    }

    /** The bytes that were kept. */
    long bytes() {
        return bytes;
    }

    /** Why Redis refused. */
    Optional<RedisError> error() {
        return error;
    }
}
