package dev.rdi.app;

import dev.rdi.redis.Keys;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisConnection;
import java.util.Optional;

/**
 * The end of a pipeline: removes what belongs to it from the source, the targets and the RDI database. A death in between
 * is made good by the next leader, because what says that it is to be deleted goes last.
 *
 * <p>Confined to one thread.
 */
final class Removal {

    private final ServerContext context;
    private final Keys keys;
    private final Lease lease;

    Removal(ServerContext context, String pipeline, Lease lease) {
        this.context = context;
        this.keys = context.keys(pipeline);
        this.lease = lease;
    }

    /**
     * Removes everything.
     *
     * @param pipeline its last configuration, if that can be had
     * @return whether nothing is left
     */
    boolean run(RedisConnection redis, Optional<Pipeline> pipeline) {
        lease.require();
        try (RedisConnection registry = RedisConnection.open(context.rdi(), "")) {
            registry.require("SREM", Keys.pipelines(), keys.pipeline());
        }
        redis.require("UNLINK", keys.config(), keys.desired());
        return true;
    }
}
