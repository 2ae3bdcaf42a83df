package dev.rdi.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The streams that the pipeline's own collector registered. The collector rings when it writes, and tells of new ones.
 *
 * <p>Confined to one thread.
 */
final class RegistryDirectory implements StreamDirectory {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final RedisSession session;
    private final Keys keys;
    private long lastLook;
    private Set<String> registry = new TreeSet<>();

    RegistryDirectory(RedisSession session, Keys keys) {
        this.session = session;
        this.keys = keys;
        lookAgain();
    }

    @Override
    public Set<String> streams(boolean idle) {
        if (System.nanoTime() - lastLook >= INTERVAL.toNanos()) {
            Collection<?> reply = (Collection<?>) session.connection().require("SMEMBERS", keys.streams());
            Set<String> found = new TreeSet<>();
            reply.forEach(name -> found.add(RedisConnection.text(name)));
            registry = found;
            lastLook = System.nanoTime();
        }
        return registry;
    }

    @Override
    public void lookAgain() {
        lastLook = System.nanoTime() - INTERVAL.toNanos();
    }

    @Override
    public Duration pause(int idleReads) {
        return PAUSE;
    }
}
