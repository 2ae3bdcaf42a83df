package dev.rdi.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The streams whose keys match a pattern, whoever writes them, and those that a writer registered, whatever they are called.
 * They are looked for by a cursor, a short while at a time, so that a large database holds nobody up; who registers also
 * rings, and is heard at once.
 *
 * <p>A stream that matches is taken when it has its first entry. Never taken are dead letters, streams of other pipelines, and
 * streams that outputs of jobs write: their entries have the field {@code op_code}. Confined to one thread.
 */
final class PatternDirectory implements StreamDirectory {

    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_WITHIN_LOOK = Duration.ofMillis(10);
    private static final String FIELD_OF_OUTPUTS = "op_code";

    private final RedisSession session;
    private final Keys keys;
    private final ExternalStreams external;
    private final Set<String> streams = new TreeSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> unregistered = new TreeSet<>();
    private @Nullable KeyPages pages;
    private @Nullable RedisConnection lookingAt;
    private long lastLook;

    PatternDirectory(RedisSession session, Keys keys, ExternalStreams external) {
        this.session = session;
        this.keys = keys;
        this.external = external;
        lookAgain();
    }

    @Override
    public Set<String> streams(boolean idle) {
        Duration interval = idle ? external.idleInterval() : external.busyInterval();
        if (isWithinLook() || System.nanoTime() - lastLook >= interval.toNanos()) {
            look();
        }
        return streams;
    }

    private boolean isWithinLook() {
        return pages != null;
    }

    private void look() {
        if (!isWithinLook()) {
            for (Object name : (List<?>) session.connection().require("SMEMBERS", keys.streams())) {
                streams.add(RedisConnection.text(name));
            }
        }
        long end = System.nanoTime() + STEP.toNanos();
        do {
            RedisConnection redis = session.connection();
            KeyPages now = pages;
            if (now == null || !redis.equals(lookingAt)) {
                now = new KeyPages(redis, "MATCH", external.pattern(), "COUNT", "1000", "TYPE", "stream");
                lookingAt = redis;
            }
            now.next().forEach(key -> consider(redis, RedisConnection.text(key)));
            pages = now.isDone() ? null : now;
        } while (isWithinLook() && System.nanoTime() - end < 0);
        if (!isWithinLook()) {
            lastLook = System.nanoTime();
            register();
        }
    }

    /** Only people and tools want to know: where Redis refuses it, the next look tries again. */
    private void register() {
        List<String> found = List.copyOf(unregistered);
        if (!found.isEmpty() && !(session.connection().call("SADD", arguments(found)) instanceof RedisError)) {
            unregistered.clear();
        }
    }

    private String[] arguments(List<String> found) {
        List<String> arguments = new ArrayList<>(List.of(keys.foundStreams()));
        arguments.addAll(found);
        return arguments.toArray(String[]::new);
    }

    private void consider(RedisConnection redis, String key) {
        if (streams.contains(key) || refused.contains(key)) {
            return;
        }
        if (!keys.mayBeExternal(key)) {
            refused.add(key);
            return;
        }
        List<?> first = (List<?>) redis.require("XRANGE", key, "-", "+", "COUNT", "1");
        if (!first.isEmpty()) {
            if (isOfAnOutput((List<?>) first.get(0))) {
                refused.add(key);
            } else {
                streams.add(key);
                unregistered.add(key);
            }
        }
    }

    private static boolean isOfAnOutput(List<?> entry) {
        List<?> fields = (List<?>) entry.get(1);
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (RedisConnection.text(fields.get(i)).equals(FIELD_OF_OUTPUTS)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void lookAgain() {
        lastLook = System.nanoTime()
                - Math.max(
                        external.busyInterval().toNanos(),
                        external.idleInterval().toNanos());
    }

    @Override
    public Duration pause(int idleReads) {
        if (isWithinLook()) {
            return PAUSE_WITHIN_LOOK;
        }
        Duration grown = SHORTEST_PAUSE.multipliedBy(1L << Math.min(idleReads / 2, 9));
        return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    }
}
