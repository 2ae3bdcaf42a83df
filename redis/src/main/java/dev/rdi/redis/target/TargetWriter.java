package dev.rdi.redis.target;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.ReplicaWait;
import dev.rdi.redis.Retry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a target, in order, and returns when each write is done or known to be impossible (invariants 1 and 2).
 * Replies are sorted into three: done; rejected, which concerns that write alone; and to be tried again. A retry sends
 * everything from the first write that isn't done, so that no later write of a key is overtaken by an earlier one.
 *
 * <p>Confined to one thread.
 */
public final class TargetWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetWriter.class);
    private static final int MAX_WRITES_AT_ONCE = 2000;

    private final RedisSession session;
    private final Retry retry;
    private final WriteSettings settings;
    private final ReplicaWait replicas;
    private boolean knownUnfenced;
    private int attempts;

    public TargetWriter(RedisSession session, Retry retry, WriteSettings settings) {
        this.session = session;
        this.retry = retry;
        this.settings = settings;
        this.replicas = new ReplicaWait(
                session,
                settings.replicas(),
                retry,
                "target.replica-behind",
                "see whether the target has a replica that keeps up, or set wait_enabled: false");
    }

    /**
     * Does the writes.
     *
     * @return for each write that the target refuses for good its index and the reason; all others are done
     * @throws Retry.StoppedException if a stop is requested before all is done
     */
    public Map<Integer, RedisError> write(List<? extends TargetWrite> writes) {
        Map<Integer, RedisError> rejected = new HashMap<>();
        do {
            rejected.clear();
            replicas.begin();
            writeAll(writes, rejected);
        } while (!replicas.hasAll());
        return rejected;
    }

    private void writeAll(List<? extends TargetWrite> writes, Map<Integer, RedisError> rejected) {
        int[] done = {0};
        attempts = 0;
        while (done[0] < writes.size()) {
            retry.untilDone(() -> {
                if (writes.get(done[0]) instanceof ClearTable clear) {
                    RedisConnection redis = session.connection();
                    new TableCleaner(redis).clear(clear);
                    replicas.wrote(redis);
                    done[0]++;
                } else {
                    done[0] = writeSome(writes, done[0], rejected);
                }
                return true;
            });
        }
    }

    /** One round trip; returns the index behind the last write that is done. */
    private int writeSome(List<? extends TargetWrite> writes, int from, Map<Integer, RedisError> rejected) {
        RedisConnection redis = session.connection();
        WritePipeline pipeline = new WritePipeline(redis);
        for (int i = 0; i < from; i++) {
            if (!rejected.containsKey(i)) {
                pipeline.follows(writes.get(i));
            }
        }
        int to = from;
        while (to < writes.size() && to - from < MAX_WRITES_AT_ONCE && !(writes.get(to) instanceof ClearTable)) {
            pipeline.send(writes.get(to++));
            if ((to - from) % settings.batchSize() == 0) {
                redis.flush();
            }
        }
        List<Optional<RedisError>> errors = pipeline.errors();
        replicas.wrote(redis);
        warnIfUnfenced(pipeline);
        for (int i = from; i < to; i++) {
            Optional<RedisError> error = errors.get(i - from);
            if (error.isPresent() && isToBeTriedAgain(error.get(), i == from)) {
                if (i > from) {
                    return i; // What is before this one is done; the next round begins with it.
                }
                if (i > 0 && error.get().code().equals(FencedAppend.GAP)) {
                    return 0; // Another server took over that doesn't have what is before this one.
                }
                throw failure(redis, error.get(), writes.get(i));
            }
            if (error.isPresent()) {
                rejected.put(i, error.get());
            } else {
                rejected.remove(i);
            }
            attempts = 0;
        }
        return to;
    }

    /** An error that nobody knows may pass; but not for ever. */
    private boolean isToBeTriedAgain(RedisError error, boolean isFirst) {
        if (error.isKnown()) {
            return error.kind() == ErrorKind.TRANSIENT;
        }
        return !isFirst || ++attempts < settings.maxAttempts();
    }

    private static RdiException failure(RedisConnection redis, RedisError error, TargetWrite write) {
        RdiException failure = redis.failure(error, "to write", TargetCommands.of(write));
        return failure.kind() == ErrorKind.TRANSIENT
                ? failure
                : new RdiException(ErrorKind.TRANSIENT, failure.code(), failure.what(), failure.cure());
    }

    private void warnIfUnfenced(WritePipeline pipeline) {
        if (pipeline.leftFence() && !knownUnfenced) {
            knownUnfenced = true;
            LOG.warn(
                    "a stream at {} has entries with ids above ours, or takes none of ours: somebody else writes to it, it"
                            + " was trimmed, or the database is Active-Active in strict mode. After a crash it may hold"
                            + " entries twice",
                    session.address());
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
