package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A change stream at one moment, for people and tools.
 *
 * <p>Immutable.
 *
 * @param stream its key
 * @param pending how many entries lie behind the position; of a stream that is read by others, too, and therefore isn't
 *     trimmed, never more than {@value #MOST_COUNTED} are counted
 * @param counters what became of the entries before it
 * @param lastArrival when the newest entry was appended; empty if there never was one
 * @param oldestAge how long ago the oldest entry behind the position was appended; zero if there is none
 * @param memoryBytes what the stream takes; empty if the server doesn't say
 * @param deadLetters how many rejected records are kept
 * @param droppedLetters how many were pushed out by later ones
 */
public record StreamSummary(
        String stream,
        long pending,
        Counters counters,
        Optional<Instant> lastArrival,
        Duration oldestAge,
        OptionalLong memoryBytes,
        long deadLetters,
        long droppedLetters) {

    private static final int MOST_COUNTED = 10_000;
    private static final int COUNTERS = 6;

    /**
     * KEYS: stream, position, dead letters. ARGV: how many entries to count at most. Gives the newest id, the id of the
     * oldest behind the position, the position, the counters, what was pushed out, then pending, memory, dead letters, the
     * server's time in milliseconds. Entries are looked at in the server: they may be large.
     */
    private static final String LOOK = """
            local progress = redis.call('HMGET', KEYS[2],
              'id', 'inserted', 'updated', 'deleted', 'filtered', 'rejected', 'deduplicated', 'dropped')
            for i = 1, 8 do progress[i] = progress[i] or '0' end
            if progress[1] == '0' then progress[1] = '0-0' end
            local length = 0
            local newest = ''
            local oldest = ''
            local memory = -1
            if redis.call('TYPE', KEYS[1]).ok == 'stream' then
              length = redis.call('XLEN', KEYS[1])
              local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
              if #last > 0 then newest = last[1][1] end
              if #redis.call('XRANGE', KEYS[1], '-', progress[1], 'COUNT', 1) > 0 then
                length = #redis.call('XRANGE', KEYS[1], '(' .. progress[1], '+', 'COUNT', ARGV[1])
              end
              if length > 0 then
                oldest = redis.call('XRANGE', KEYS[1], '(' .. progress[1], '+', 'COUNT', 1)[1][1]
              end
              local used = redis.pcall('MEMORY', 'USAGE', KEYS[1])
              if type(used) == 'number' then memory = used end
            end
            local letters = 0
            if redis.call('TYPE', KEYS[3]).ok == 'stream' then letters = redis.call('XLEN', KEYS[3]) end
            local time = redis.call('TIME')
            return {newest, oldest, progress[1], progress[2], progress[3], progress[4], progress[5], progress[6],
              progress[7], progress[8], length, memory, letters, time[1] * 1000 + math.floor(time[2] / 1000)}
            """;

    /** The streams of a pipeline: those of its collector, and those that its processor found. */
    public static Set<String> streams(RedisConnection redis, Keys keys) {
        TreeSet<String> streams = new TreeSet<>();
        for (String set : List.of(keys.streams(), keys.foundStreams())) {
            ((List<?>) redis.require("SMEMBERS", set)).forEach(name -> streams.add(RedisConnection.text(name)));
        }
        return streams;
    }

    /**
     * Looks at a stream.
     *
     * @param target whose position and counters to show
     */
    public static StreamSummary look(RedisConnection redis, String stream, String target) {
        List<?> reply = (List<?>) redis.require(
                "EVAL",
                LOOK,
                "3",
                stream,
                Keys.position(stream, target),
                Keys.deadLetters(stream),
                String.valueOf(MOST_COUNTED));
        EntryId position = EntryId.parse(RedisConnection.text(reply.get(2)));
        String newest = RedisConnection.text(reply.get(0));
        EntryId last = newest.isEmpty() ? position : EntryId.parse(newest);
        String oldest = RedisConnection.text(reply.get(1));
        int behind = 4 + COUNTERS;
        long memory = (Long) reply.get(behind + 1);
        long now = (Long) reply.get(behind + 3);
        return new StreamSummary(
                stream,
                (Long) reply.get(behind),
                counters(reply),
                last.equals(EntryId.ZERO) ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last.millis())),
                oldest.isEmpty()
                        ? Duration.ZERO
                        : Duration.ofMillis(
                                Math.max(0, now - EntryId.parse(oldest).millis())),
                memory < 0 ? OptionalLong.empty() : OptionalLong.of(memory),
                (Long) reply.get(behind + 2),
                number(reply, behind - 1));
    }

    private static Counters counters(List<?> reply) {
        return new Counters(
                number(reply, 3),
                number(reply, 4),
                number(reply, 5),
                number(reply, 6),
                number(reply, 7),
                number(reply, 8));
    }

    private static long number(List<?> reply, int index) {
        return Long.parseLong(RedisConnection.text(reply.get(index)));
    }

    /** How many entries there ever were. */
    public long total() {
        return counters.total() + pending;
    }
}
