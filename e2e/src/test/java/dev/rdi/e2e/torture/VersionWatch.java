package dev.rdi.e2e.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.resps.Tuple;

/**
 * A reader of the target that looks at the versions of rows all the while. What it must see:
 *
 * <ul>
 *   <li>While no redelivery is open, the version of a key never goes back.
 *   <li>A redelivery is open from just before a fault until, after it, everything that was committed has been processed.
 *       In it a version may go back, but never behind one that was seen before the last time that everything had been
 *       processed: what was confirmed then isn't delivered again.
 * </ul>
 *
 * A row that is away says nothing. The reader takes the straight way to the target; while that answers with errors it
 * sees nothing.
 *
 * <p>Has one thread of its own; thread-safe.
 */
final class VersionWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int SLICE = 200;
    private static final int MOST_SHOWN = 20;

    private final Site rig;
    private final List<String> keys = WatchedKeys.all();
    private final Map<String, Long> highest = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong redelivered = new AtomicLong();
    private final Random random = new Random(1);
    private volatile Map<String, Long> floor = Map.of();
    private volatile boolean open;
    private volatile boolean stopped;

    private VersionWatch(Site rig) {
        this.rig = rig;
    }

    static VersionWatch start(Site rig) {
        VersionWatch watch = new VersionWatch(rig);
        Thread thread = new Thread(watch::run, "version-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** Says that a fault is about to happen. */
    void openRedelivery() {
        open = true;
    }

    /** What has been seen by now: it is the floor once everything committed by now has been processed. */
    Map<String, Long> seen() {
        return new HashMap<>(highest);
    }

    /** Says that everything up to what was seen then, and all that was read since, has been processed. */
    void closeRedelivery(Map<String, Long> seen) {
        floor = seen;
        open = false;
    }

    /** How many values were read. */
    long reads() {
        return reads.get();
    }

    /** How often a version was seen to go back in a redelivery. */
    long redelivered() {
        return redelivered.get();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    private void run() {
        while (!stopped) {
            try {
                rig.targetStore().ask(this::lookAllTheWhile);
            } catch (JedisException e) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean lookAllTheWhile(UnifiedJedis redis) {
        while (!stopped) {
            look(redis);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private void look(UnifiedJedis redis) {
        boolean openBefore = open;
        Map<String, Long> floorBefore = floor;
        Map<String, Response<String>> values = new HashMap<>();
        Response<List<Tuple>> rank;
        try (AbstractPipeline pipeline = redis.pipelined()) {
            for (String key : slice()) {
                values.put(key, key.startsWith("label:") ? pipeline.get(key) : pipeline.hget(key, "version"));
            }
            rank = pipeline.zrangeWithScores("rank", 0, -1);
            pipeline.sync();
        }
        Map<String, Long> versions = new HashMap<>();
        values.forEach((key, value) -> read(value).ifPresent(version -> versions.put(key, version)));
        read(rank, versions);
        boolean opened = openBefore || open;
        versions.forEach((key, version) -> check(key, version, opened, floorBefore));
    }

    private static Optional<Long> read(Response<String> reply) {
        try {
            return Optional.ofNullable(reply.get()).map(text -> Long.parseLong(text.split(" ", -1)[0]));
        } catch (JedisException e) {
            return Optional.empty(); // Loading, busy, or a planted key.
        }
    }

    private static void read(Response<List<Tuple>> rank, Map<String, Long> versions) {
        try {
            rank.get().forEach(member -> versions.put("rank " + member.getElement(), (long) member.getScore()));
        } catch (JedisException e) {
            // Loading or busy.
        }
    }

    private List<String> slice() {
        List<String> slice = new ArrayList<>(WatchedKeys.HOT);
        int from = random.nextInt(keys.size());
        for (int i = 0; i < SLICE; i++) {
            slice.add(keys.get((from + i) % keys.size()));
        }
        return slice;
    }

    private void check(String key, long version, boolean opened, Map<String, Long> floorBefore) {
        reads.incrementAndGet();
        long before = highest.getOrDefault(key, -1L);
        if (version >= before) {
            highest.put(key, version);
        } else if (!opened) {
            violation("%s went back from version %d to %d with no fault about".formatted(key, before, version));
        } else if (version < floorBefore.getOrDefault(key, -1L)) {
            violation("%s went back from version %d to %d, behind %d, which had been confirmed"
                    .formatted(key, before, version, floorBefore.get(key)));
        } else {
            redelivered.incrementAndGet();
        }
    }

    private void violation(String text) {
        if (violations.size() < MOST_SHOWN) {
            violations.add(text);
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
