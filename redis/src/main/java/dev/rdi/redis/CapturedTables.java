package dev.rdi.redis;

import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tables of the source are captured and how far the reading of new ones is, a hash of the RDI database: table to
 * JSON, as the collector writes it.
 *
 * <p>Confined to one thread.
 */
public final class CapturedTables {

    private final RedisSession session;
    private final Keys keys;
    private final Retry retry;
    private final ReplicaWait replicas;

    public CapturedTables(RedisSession session, Keys keys, StopSignal stop, Health health) {
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
     * @param replicas says when something is stored; of the same session
     */
    public CapturedTables(RedisSession session, Keys keys, StopSignal stop, Health health, ReplicaWait replicas) {
        this.session = session;
        this.keys = keys;
        this.retry = new Retry("captured tables", stop, health);
        this.replicas = replicas;
    }

    public Map<String, String> load() {
        return retry.untilDone(() -> {
            List<?> reply = (List<?>) session.connection().require("HGETALL", keys.captured());
            Map<String, String> tables = new LinkedHashMap<>();
            for (int i = 0; i + 1 < reply.size(); i += 2) {
                tables.put(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1)));
            }
            return tables;
        });
    }

    /** The tables that have a change stream. */
    public Set<String> withStreams() {
        return retry.untilDone(() -> {
            Set<String> tables = new TreeSet<>();
            for (Object stream : (List<?>) session.connection().require("SMEMBERS", keys.streams())) {
                keys.table(RedisConnection.text(stream)).ifPresent(tables::add);
            }
            return tables;
        });
    }

    /** Stores what is known of some tables and returns when it is as safe as an offset is. */
    public void save(Map<String, String> tables) {
        if (tables.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of(keys.captured()));
        tables.forEach((table, json) -> words.addAll(List.of(table, json)));
        do {
            replicas.begin();
            retry.untilDone(() -> {
                RedisConnection redis = session.connection();
                redis.require("HSET", words.toArray(String[]::new));
                replicas.wrote(redis);
                return true;
            });
        } while (!replicas.hasAll());
    }
}
