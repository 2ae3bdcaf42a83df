package dev.rdi.redis.reset;

import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.util.List;
import java.util.UUID;

/**
 * Notices that the RDI database was emptied since somebody led the pipeline. An id is written once; if it is gone but a
 * leader remembers it, or an offset is there, everything that waited is lost and the offset stands for nothing: a
 * process that ran while it happened goes on writing for a moment. Then the offset is removed and a reset requested.
 *
 * <p>Confined to one thread.
 */
public final class Identity {

    private static final String CHECK = """
            local id = redis.call('GET', KEYS[1])
            if id then return {id, 0} end
            local lost = ARGV[2] ~= '' or redis.call('EXISTS', KEYS[2]) == 1
            if lost then redis.call('DEL', KEYS[2]) end
            redis.call('SET', KEYS[1], ARGV[1])
            if lost then return {ARGV[1], 1} end
            return {ARGV[1], 0}
            """;

    private final Keys keys;
    private String known = "";

    public Identity(Keys keys) {
        this.keys = keys;
    }

    /** To be called by whoever begins to lead; returns whether the RDI database was emptied. */
    public boolean isLost(RedisConnection redis) {
        // What has to follow is written first: a death in between must not hide it.
        boolean suspicious = RedisConnection.isNil(redis.require("GET", keys.id()))
                && (!known.isEmpty() || redis.require("EXISTS", keys.offsets()).equals(1L));
        if (suspicious) {
            new Losses(keys).record(redis, Loss.of(Loss.Kind.RDI_WIPED));
            new ResetStore(keys).request(redis, "the RDI database was emptied");
        }
        List<?> reply = (List<?>) redis.require(
                "EVAL", CHECK, "2", keys.id(), keys.offsets(), UUID.randomUUID().toString(), known);
        known = RedisConnection.text(reply.get(0));
        return suspicious;
    }
}
