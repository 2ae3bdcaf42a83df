package dev.rdi.app;

import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.reset.Identity;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.redis.reset.ResetStore;
import dev.rdi.redis.reset.WrittenKeys;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be known, and forgotten, before collector and processor begin.
 *
 * <p>Confined to one thread.
 */
final class PendingReset {

    private static final Logger LOG = LoggerFactory.getLogger(PendingReset.class);

    private final Keys keys;
    private final Identity identity;

    PendingReset(Keys keys) {
        this.keys = keys;
        this.identity = new Identity(keys);
    }

    /** The reset that is on its way, if one is; a loss that is noticed now asks for one. */
    Optional<ResetState> look(RedisConnection redis, Pipeline pipeline) {
        if (identity.isLost(redis)) {
            LOG.error("The RDI database was emptied (rdi.wiped): the tables are read anew");
        }
        ResetStore resets = new ResetStore(keys);
        Optional<ResetState> reset = resets.load(redis);
        if (reset.isPresent() && Sources.isExternal(pipeline)) {
            LOG.warn("The reset only forgets what was lost: this pipeline has no collector of its own. Let the one that"
                    + " writes the change streams take a new snapshot");
            resets.finish(redis, reset.get().id());
            return Optional.empty();
        }
        if (reset.isPresent() && reset.get().phase() == ResetState.Phase.REQUESTED) {
            new WrittenKeys(keys).clear(redis);
        }
        return reset;
    }
}
