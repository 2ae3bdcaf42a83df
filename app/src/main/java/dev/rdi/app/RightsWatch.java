package dev.rdi.app;

import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.acl.RightsCheck;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the users of a pipeline may do all that it needs; what they may not becomes a problem of the
 * status, all of it at once, also what isn't needed at the moment.
 *
 * <p>Confined to one thread.
 */
final class RightsWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RightsWatch.class);
    private static final long INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long INTERVAL_WHILE_MISSING_NANOS =
            Duration.ofSeconds(3).toNanos();

    private final Pipeline pipeline;
    private final Health health;
    private long next = System.nanoTime();

    RightsWatch(Pipeline pipeline, Health health) {
        this.pipeline = pipeline;
        this.health = health;
    }

    /** Looks if it is time to. */
    void look() {
        if (System.nanoTime() - next < 0) {
            return;
        }
        boolean complete =
                look("rights at the RDI database", pipeline.rdi(), redis -> PipelineRights.rdi(pipeline, redis));
        for (Map.Entry<String, RedisAddress> target : pipeline.targets().entrySet()) {
            complete &= look(
                    "rights at " + target.getKey(),
                    target.getValue(),
                    redis -> PipelineRights.target(pipeline, target.getKey(), redis));
        }
        next = System.nanoTime() + (complete ? INTERVAL_NANOS : INTERVAL_WHILE_MISSING_NANOS);
    }

    /** Returns whether nothing is known to be missing. A server that is away is reported by those who need it to work. */
    private boolean look(String part, RedisAddress address, Function<RedisConnection, RightsCheck> check) {
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            Optional<RdiException> missing = check.apply(redis).look(redis);
            missing.ifPresentOrElse(problem -> report(part, problem), () -> health.recovered(part));
            return missing.isEmpty();
        } catch (RdiException e) {
            if (e.code().equals("redis.reply.noperm")) {
                report(part, e);
                return false;
            }
            return true;
        }
    }

    private void report(String part, RdiException problem) {
        if (health.degraded(part, problem)) {
            LOG.error("{} ({}). {}", problem.what(), problem.code(), problem.cure());
        }
    }
}
