package dev.rdi.redis.reset;

import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Replicas;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key of ours at a target, which holds a token and a number that grows; the RDI database holds the token too, and the
 * last number that the target has confirmed. If the key is gone, the target was emptied; if the number is smaller, an old
 * backup was restored. The number is stored after the target confirmed it, so that a death in between is no alarm.
 *
 * <p>Confined to one thread.
 */
public final class TargetMark {

    private static final Logger LOG = LoggerFactory.getLogger(TargetMark.class);

    /**
     * KEYS: mark. ARGV: token, last confirmed number. Answers the new number, or what it found instead; nothing changes
     * then. In a full target the mark stays as it is, and is as good as renewed.
     */
    private static final String RENEW = """
            local held = redis.call('GET', KEYS[1])
            if not held then return '' end
            local number = tonumber(string.match(held, '^' .. ARGV[1] .. ' (%d+)$') or '-1')
            if number < tonumber(ARGV[2]) then return held end
            local renewed = redis.pcall('SET', KEYS[1], ARGV[1] .. ' ' .. string.format('%.0f', number + 1))
            if type(renewed) == 'table' and renewed.err then return number end
            return number + 1
            """;

    private final Keys keys;
    private final String installation;
    private final String target;
    private final RedisSession rdi;
    private final RedisSession targetSession;
    private final Replicas replicas;
    private final Losses losses;
    private String token = "";
    private long confirmed;
    private boolean refused;

    /**
     * Watches a target.
     *
     * @param target its name
     * @param replicas whether a replica of the target has to confirm what is written there
     */
    public TargetMark(
            Keys keys,
            String installation,
            String target,
            RedisSession rdi,
            RedisSession targetSession,
            Replicas replicas) {
        this.replicas = replicas;
        this.keys = keys;
        this.installation = installation;
        this.target = target;
        this.rdi = rdi;
        this.targetSession = targetSession;
        this.losses = new Losses(keys);
    }

    /**
     * Looks at the mark and renews it; whatever is lost is recorded, and reported by {@link Losses}.
     *
     * @throws dev.rdi.model.RdiException if one of the two can't be asked now
     */
    public void look() {
        if (token.isEmpty() && !load()) {
            begin();
            return;
        }
        RedisConnection redis = targetSession.connection();
        Object reply = redis.call("EVAL", RENEW, "1", mark(), token, Long.toString(confirmed));
        if (reply instanceof Long number) {
            store(redis, number);
        } else if (reply instanceof RedisError error) {
            refused(redis, error);
        } else {
            missed(redis, RedisConnection.text(reply));
        }
    }

    private void missed(RedisConnection redis, String held) {
        boolean lost = confirmed > 0;
        if (lost && held.isEmpty() && Eviction.isPossible(redis)) {
            LOG.warn("The target {} evicts keys, ours too: whether it was emptied can't be told", target);
        } else if (lost) {
            Loss.Kind kind = held.isEmpty() ? Loss.Kind.TARGET_WIPED : Loss.Kind.TARGET_RESTORED;
            losses.record(rdi.connection(), new Loss(kind, target));
        }
        plant();
    }

    private boolean load() {
        List<?> reply = (List<?>) rdi.connection().require("HMGET", keys.mark(target), "token", "number");
        if (RedisConnection.isNil(reply.get(0))) {
            return false;
        }
        confirmed = Long.parseLong(RedisConnection.text(reply.get(1)));
        token = RedisConnection.text(reply.get(0));
        return true;
    }

    /** The first time; or the RDI database has forgotten that it isn't. */
    private void begin() {
        Object held = targetSession.connection().require("GET", mark());
        RedisConnection redis = rdi.connection();
        ResetStore resets = new ResetStore(keys);
        if (!RedisConnection.isNil(held) && resets.load(redis).isEmpty()) {
            losses.record(redis, Loss.of(Loss.Kind.RDI_WIPED));
            resets.requestUnlessOnItsWay(redis, "the RDI database was emptied");
        }
        String fresh = UUID.randomUUID().toString().replace("-", "");
        redis.require("HSET", keys.mark(target), "token", fresh, "number", "0");
        token = fresh;
        confirmed = 0;
        plant();
    }

    private void plant() {
        long next = confirmed + 1;
        RedisConnection redis = targetSession.connection();
        redis.require("SET", mark(), token + " " + next);
        store(redis, next);
    }

    /** A number that no replica has yet may be lost with the master, as any other write that doesn't count yet. */
    private void store(RedisConnection redis, long number) {
        if (replicas.awaited() && redis.replicas(replicas.timeout()) == 0) {
            return;
        }
        rdi.connection().require("HSET", keys.mark(target), "number", Long.toString(number));
        confirmed = number;
    }

    private String mark() {
        return Keys.targetMark(installation, keys.pipeline(), target);
    }

    private void refused(RedisConnection redis, RedisError error) {
        if (!refused) {
            refused = true;
            LOG.warn(
                    "The target {} at {} can't be watched, so that nobody would notice if it was emptied: {}. Let the user"
                            + " run GET, SET and EVAL on the key {}",
                    target,
                    redis.address(),
                    error.message(),
                    mark());
        }
    }
}
