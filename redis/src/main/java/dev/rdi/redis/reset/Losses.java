package dev.rdi.redis.reset;

import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * The losses of a pipeline that no reset has mended yet: a hash of the RDI database, so that no restart forgets them.
 *
 * <p>Immutable; the connection is the caller's.
 */
public final class Losses {

    static final String RECORD = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now))
            return 1
            """;

    private final Keys keys;

    public Losses(Keys keys) {
        this.keys = keys;
    }

    public void record(RedisConnection redis, Loss loss) {
        redis.require("EVAL", RECORD, "1", keys.losses(), loss.field());
    }

    public List<Loss> load(RedisConnection redis) {
        List<Loss> losses = new ArrayList<>();
        ((List<?>) redis.require("HKEYS", keys.losses()))
                .forEach(field -> losses.add(Loss.parse(RedisConnection.text(field))));
        return losses;
    }
}
