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
    private final ReplicaWait replicas;

    public OffsetStore(RedisSession session, Keys keys, StopSignal stop, Health health) {
        this(
                session,
                keys,
                stop,
                health,
                new ReplicaWait(session, Replicas.NOT_AWAITED, new Retry("rdi", stop, health), "", ""));
    }

    /**
     * Prepares storing.
     *
     * @param replicas says when an offset is stored; of the same session
     */
    public OffsetStore(RedisSession session, Keys keys, StopSignal stop, Health health, ReplicaWait replicas) {
        this.session = session;
        this.keys = keys;
        this.retry = new Retry("offsets", stop, health);
        this.replicas = replicas;
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

    /**
     * Stores an offset and returns when it is confirmed: after that the source may forget what lies before it (invariant
     * 6), so it has to survive a failover where entries have to.
     */
    public void save(String partition, String offset) {
        do {
            replicas.begin();
            retry.untilDone(() -> {
                RedisConnection redis = session.connection();
                redis.require("HSET", keys.offsets(), partition, offset);
                replicas.wrote(redis);
                return true;
            });
        } while (!replicas.hasAll());
    }
}
