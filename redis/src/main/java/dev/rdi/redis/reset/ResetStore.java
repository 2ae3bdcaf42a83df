package dev.rdi.redis.reset;

import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.reset.ResetState.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The state of the reset of a pipeline: a hash of the RDI database, so that it goes on after any process was killed. A
 * step of a reset that is no longer the current one changes nothing.
 *
 * <p>Immutable; the connection is the caller's.
 */
public final class ResetStore {

    private static final String REQUEST = """
            if ARGV[3] == 'keep' and redis.call('EXISTS', KEYS[1]) == 1 then return redis.call('HGET', KEYS[1], 'id') end
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], 'id', ARGV[1], 'phase', 'requested', 'cause', ARGV[2], 'sweep', 'yes')
            return ARGV[1]
            """;

    /** The time is the server's, as that of losses is. */
    private static final String BEGIN = """
            if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return 0 end
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('HSET', KEYS[1], 'phase', 'begun', 'since', string.format('%.0f', now), 'sweep', ARGV[2],
                       'tables', ARGV[3])
            return 1
            """;

    private static final String MOVE = """
            if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'phase') ~= ARGV[2] then
              return 0
            end
            redis.call('HSET', KEYS[1], 'phase', ARGV[3])
            return 1
            """;

    /** DEL first: it lets the rest pass in a full Redis. */
    private static final String ABANDON_SWEEP = """
            if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return 0 end
            redis.call('DEL', KEYS[2])
            redis.call('HSET', KEYS[1], 'sweep', 'no')
            return 1
            """;

    /** What was lost before the reset began is mended by it; what was lost later isn't. */
    private static final String FINISH = """
            if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return 0 end
            local since = tonumber(redis.call('HGET', KEYS[1], 'since') or '0')
            local losses = redis.call('HGETALL', KEYS[2])
            for i = 1, #losses, 2 do
              if tonumber(losses[i + 1]) < since then redis.call('HDEL', KEYS[2], losses[i]) end
            end
            redis.call('DEL', KEYS[1])
            return 1
            """;

    private final Keys keys;

    public ResetStore(Keys keys) {
        this.keys = keys;
    }

    /** Asks for a reset; it takes the place of one that isn't done. */
    public void request(RedisConnection redis, String cause) {
        redis.require("EVAL", REQUEST, "1", keys.reset(), UUID.randomUUID().toString(), cause, "replace");
    }

    /** Asks for a reset, unless one is on its way. */
    public void requestUnlessOnItsWay(RedisConnection redis, String cause) {
        redis.require("EVAL", REQUEST, "1", keys.reset(), UUID.randomUUID().toString(), cause, "keep");
    }

    /** The reset that is on its way, if one is. */
    public Optional<ResetState> load(RedisConnection redis) {
        List<?> reply = (List<?>) redis.require("HGETALL", keys.reset());
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            fields.put(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1)));
        }
        if (!fields.containsKey("id")) {
            return Optional.empty();
        }
        return Optional.of(new ResetState(
                fields.getOrDefault("id", ""),
                Phase.valueOf(fields.getOrDefault("phase", "requested").toUpperCase(Locale.ROOT)),
                fields.getOrDefault("cause", ""),
                fields.getOrDefault("sweep", "").equals("yes"),
                ResetTable.decode(fields.getOrDefault("tables", ""))));
    }

    /** The stored offset says that the tables are to be read anew. */
    public void begin(RedisConnection redis, String id, boolean sweeps, List<ResetTable> tables) {
        redis.require("EVAL", BEGIN, "1", keys.reset(), id, sweeps ? "yes" : "no", ResetTable.encode(tables));
    }

    /** All tables are read. */
    public void captured(RedisConnection redis, String id) {
        move(redis, id, Phase.BEGUN, Phase.CAPTURED);
    }

    /** The targets are as they should be. */
    public void swept(RedisConnection redis, String id) {
        move(redis, id, Phase.CAPTURED, Phase.SWEPT);
    }

    /** Gives up the sweep, not the reset. */
    public void abandonSweep(RedisConnection redis, String id) {
        redis.require("EVAL", ABANDON_SWEEP, "2", keys.reset(), keys.writtenKeys(0), id);
    }

    /** The reset is over, and with it what was known to be lost before it began. */
    public void finish(RedisConnection redis, String id) {
        redis.require("EVAL", FINISH, "2", keys.reset(), keys.losses(), id);
    }

    private void move(RedisConnection redis, String id, Phase from, Phase to) {
        redis.require("EVAL", MOVE, "1", keys.reset(), id, from.text(), to.text());
    }
}
