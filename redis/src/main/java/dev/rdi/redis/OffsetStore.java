package dev.rdi.redis;

import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The source's offsets, a hash of the RDI database: partition (JSON) to offset (JSON), as the collector writes them.
 *
 * <p>Confined to one thread.
 */
public final class OffsetStore {

    private final RedisSession session;
    private final Keys keys;
    private final Retry retry;

    public OffsetStore(RedisSession session, Keys keys, StopSignal stop, Health health) {
        this.session = session;
        this.keys = keys;
        this.retry = new Retry("offsets", stop, health);
    }

    public Map<String, String> load() {
        return retry.untilDone(() -> {
            List<?> reply = (List<?>) session.connection().require("HGETALL", keys.offsets());
            Map<String, String> offsets = new LinkedHashMap<>();
            for (int i = 0; i + 1 < reply.size(); i += 2) {
                offsets.put(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1)));
            }
            return offsets;
        });
    }

    /** Stores an offset and returns when Redis has confirmed it. */
    public void save(String partition, String offset) {
        retry.untilDone(() -> session.connection().require("HSET", keys.offsets(), partition, offset));
    }
}
