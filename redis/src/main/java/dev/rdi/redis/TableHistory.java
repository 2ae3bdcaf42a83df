package dev.rdi.redis;

import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import java.util.ArrayList;
import java.util.List;

/**
 * How the tables of a source looked at each position of its log, a list of the RDI database: JSON, as the collector
 * writes it.
 *
 * <p>Confined to one thread at a time. It has a session of its own, because Debezium's threads write it.
 */
public final class TableHistory {

    private final RedisSession session;
    private final Keys keys;
    private final Retry retry;
    private final ReplicaWait replicas;

    /**
     * Prepares storing.
     *
     * @param replicas says when something is stored; of the same session
     */
    public TableHistory(RedisSession session, Keys keys, StopSignal stop, Health health, ReplicaWait replicas) {
        this.session = session;
        this.keys = keys;
        this.retry = new Retry("schema history", stop, health);
        this.replicas = replicas;
    }

    /** All changes, in their order. */
    public List<String> load() {
        return retry.untilDone(() -> {
            List<?> reply = (List<?>) session.connection().require("LRANGE", keys.schemaHistory(), "0", "-1");
            List<String> changes = new ArrayList<>();
            reply.forEach(change -> changes.add(RedisConnection.text(change)));
            return changes;
        });
    }

    /** Adds a change. One whose answer was lost may be there twice, which means the same. */
    public void append(String change) {
        stored(redis -> redis.require("RPUSH", keys.schemaHistory(), change));
    }

    /** Puts others in the place of all, in one step. */
    public void replace(List<String> changes) {
        stored(redis -> {
            if (changes.isEmpty()) {
                redis.require("DEL", keys.schemaHistory());
                return;
            }
            List<String> script = new ArrayList<>(List.of(
                    "redis.call('DEL', KEYS[1]) for i = 1, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end",
                    "1",
                    keys.schemaHistory()));
            script.addAll(changes);
            redis.require("EVAL", script.toArray(String[]::new));
        });
    }

    private void stored(Step step) {
        do {
            replicas.begin();
            retry.untilDone(() -> {
                RedisConnection redis = session.connection();
                step.take(redis);
                replicas.wrote(redis);
                return true;
            });
        } while (!replicas.hasAll());
    }

    private interface Step {
        void take(RedisConnection redis);
    }
}
