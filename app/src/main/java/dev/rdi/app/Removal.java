package dev.rdi.app;

import dev.rdi.collector.SourceCleanup;
import dev.rdi.collector.SourceLeftovers;
import dev.rdi.config.SourceType;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Lease;
import dev.rdi.redis.PipelineRemoval;
import dev.rdi.redis.RedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a pipeline: removes what belongs to it from the source, the targets and the RDI database (edge case R55).
 * What was written to the targets stays. A death in between is made good by the next leader, because what says that the
 * pipeline is to be deleted goes last.
 *
 * <p>Confined to one thread.
 */
final class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    /** How long it waits for a source that is away; then a person has to clean up there. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private final ServerContext context;
    private final Keys keys;
    private final Lease lease;
    private final long begun = System.nanoTime();

    Removal(ServerContext context, String pipeline, Lease lease) {
        this.context = context;
        this.keys = context.keys(pipeline);
        this.lease = lease;
    }

    /**
     * Removes everything. To be called again until it says that nothing is left.
     *
     * @param pipeline its last configuration, if that can be had
     */
    boolean run(RedisConnection redis, Optional<Pipeline> pipeline) {
        lease.require();
        boolean patient = System.nanoTime() - begun < PATIENCE_NANOS;
        if (pipeline.isPresent() && !cleanSource(pipeline.get()) && patient) {
            return false;
        }
        Set<String> last = Set.of(keys.lease(), keys.desired(), keys.config());
        PipelineRemoval removal = new PipelineRemoval(keys, last);
        pipeline.ifPresent(it -> cleanTargets(it, removal));
        removal.remove(redis, pipeline.map(it -> it.targets().keySet()).orElse(Set.of()), List.of());
        try (RedisConnection registry = RedisConnection.open(context.rdi(), "")) {
            registry.require("SREM", Keys.pipelines(), keys.pipeline());
        }
        redis.require("UNLINK", keys.config(), keys.desired());
        LOG.info("The pipeline {} is deleted", keys.pipeline());
        return true;
    }

    /** Returns whether there is nothing left, or nothing that trying again would remove. */
    private static boolean cleanSource(Pipeline pipeline) {
        if (pipeline.config().source().type() != SourceType.CDC) {
            return true;
        }
        try {
            SourceLeftovers leftovers = new SourceCleanup(Sources.settings(pipeline)).run();
            leftovers
                    .left()
                    .forEach(it -> LOG.warn("At the source is left: {}. Remove it with {}", it.what(), it.sql()));
            return leftovers.failure().isEmpty();
        } catch (RdiException e) {
            LOG.warn("The source can't be cleaned up: {}; {}", e.what(), e.cure());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void cleanTargets(Pipeline pipeline, PipelineRemoval removal) {
        pipeline.targets().forEach((name, address) -> {
            try (RedisConnection target = RedisConnection.open(address, "")) {
                removal.removeMark(target, context.installation(), name);
            } catch (RdiException e) {
                LOG.warn(
                        "At the target {} is left the key {}: {}",
                        name,
                        Keys.targetMark(context.installation(), keys.pipeline(), name),
                        e.what());
            }
        });
    }
}
