package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 */
public record StreamSummary(String stream, long pending, Counters counters, Optional<Instant> lastArrival) {

    private static final int MOST_COUNTED = 10_000;

    /**
     * KEYS: stream, position. ARGV: how many entries to count at most. Gives pending, the newest id, the position, the
     * counters. Entries are looked at in the server: they may be large.
     */
    private static final String LOOK = """
            local progress = redis.call('HMGET', KEYS[2], 'id', 'inserted', 'updated', 'deleted', 'filtered', 'rejected')
            for i = 1, 6 do progress[i] = progress[i] or '0' end
            if progress[1] == '0' then progress[1] = '0-0' end
            local length = 0
            local newest = ''
            if redis.call('TYPE', KEYS[1]).ok == 'stream' then
              length = redis.call('XLEN', KEYS[1])
              local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
              if #last > 0 then newest = last[1][1] end
              if #redis.call('XRANGE', KEYS[1], '-', progress[1], 'COUNT', 1) > 0 then
                length = #redis.call('XRANGE', KEYS[1], '(' .. progress[1], '+', 'COUNT', ARGV[1])
              end
            end
            return {length, newest, progress[1], progress[2], progress[3], progress[4], progress[5], progress[6]}
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
        List<?> reply = (List<?>)
                redis.require("EVAL", LOOK, "2", stream, Keys.position(stream, target), String.valueOf(MOST_COUNTED));
        EntryId position = EntryId.parse(RedisConnection.text(reply.get(2)));
        String newest = RedisConnection.text(reply.get(1));
        EntryId last = newest.isEmpty() ? position : EntryId.parse(newest);
        Counters counters =
                new Counters(number(reply, 3), number(reply, 4), number(reply, 5), number(reply, 6), number(reply, 7));
        return new StreamSummary(
                stream,
                (Long) reply.get(0),
                counters,
                last.equals(EntryId.ZERO) ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last.millis())));
    }

    private static long number(List<?> reply, int index) {
        return Long.parseLong(RedisConnection.text(reply.get(index)));
    }

    /** How many entries there ever were. */
    public long total() {
        return counters.total() + pending;
    }
}
