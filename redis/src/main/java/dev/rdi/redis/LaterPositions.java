package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For the keys that have dead letters, or replays on their way, the position of the last record that was written after
 * them; so a replay never puts an old row over a newer one. It is one hash beside the stream: {@code l:<id of a dead
 * letter>} and {@code r:<id of a replayed entry that waits>} name a packed key, {@code k:<packed key>} has the position.
 * The empty key stands for the whole table: what empties it is later than all that came before.
 *
 * <p>Packed keys are texts of one character a byte. Immutable.
 *
 * @param keys the last later position of each key, {@link EntryId#ZERO} if there is none
 * @param letters the key of each dead letter
 * @param replays the key of each replayed entry that the processor hasn't reached
 */
public record LaterPositions(
        Map<String, EntryId> keys, SortedMap<EntryId, String> letters, SortedMap<EntryId, String> replays) {

    /** Forgets the keys that no dead letter and no waiting replay needs. */
    private static final String FORGET = """
            local all = redis.call('HGETALL', hash)
            local used = {}
            for i = 1, #all, 2 do
              if string.sub(all[i], 1, 2) ~= 'k:' then
                used['k:' .. all[i + 1]] = true
                used['k:'] = true
              end
            end
            for i = 1, #all, 2 do
              if string.sub(all[i], 1, 2) == 'k:' and not used[all[i]] then
                redis.call('HDEL', hash, all[i])
              end
            end
            """;

    /** A part of the script of {@link ProgressStore}: {@code later} is where the changes begin. */
    static final String CHANGE = """
            local hash = KEYS[4]
            local forget = false
            for i = later, later + tonumber(ARGV[5]) - 1, 3 do
              local kind, one, other = ARGV[i], ARGV[i + 1], ARGV[i + 2]
              if kind == 'letter' then
                redis.call('HSET', hash, 'l:' .. one, other)
                redis.call('HSETNX', hash, 'k:' .. other, '0-0')
                redis.call('HSETNX', hash, 'k:', '0-0')
              elseif kind == 'later' then
                if redis.call('HEXISTS', hash, 'k:' .. one) == 1 then
                  redis.call('HSET', hash, 'k:' .. one, other)
                end
              elseif kind == 'replayed' then
                redis.call('HDEL', hash, 'r:' .. one)
                forget = true
              else
                redis.call('HDEL', hash, 'l:' .. one)
                redis.call('XTRIM', KEYS[3], 'MINID', other)
                forget = true
              end
            end
            if forget then
            """ + FORGET + """
            end
            """;

    /** KEYS: dead letters, later. ARGV: ids of dead letters that have to go. Returns how many there were. */
    static final String PURGE = """
            local purged = 0
            local hash = KEYS[2]
            for i = 1, #ARGV do
              purged = purged + redis.call('XDEL', KEYS[1], ARGV[i])
              redis.call('HDEL', hash, 'l:' .. ARGV[i])
            end
            """ + FORGET + """
            return purged
            """;

    /**
     * KEYS: stream, dead letters, later. ARGV: id of the dead letter, fields of the entry. Returns the id of the new
     * entry, or nil if the dead letter isn't there any more.
     */
    static final String REPLAY = """
            if #redis.call('XRANGE', KEYS[2], ARGV[1], ARGV[1]) == 0 then
              return false
            end
            local id = redis.call('XADD', KEYS[1], '*', unpack(ARGV, 2))
            redis.call('XDEL', KEYS[2], ARGV[1])
            local key = redis.call('HGET', KEYS[3], 'l:' .. ARGV[1])
            if key then
              redis.call('HDEL', KEYS[3], 'l:' .. ARGV[1])
              redis.call('HSET', KEYS[3], 'r:' .. id, key)
            end
            return id
            """;

    /** Nothing is known, because there are no dead letters. */
    public static final LaterPositions NONE = new LaterPositions(Map.of(), new TreeMap<>(), new TreeMap<>());

    /** A change of what is stored; repeating it changes nothing more. */
    public record Change(String kind, String one, String other) {

        /** There is a dead letter of a key. */
        public static Change letter(EntryId id, String key) {
            return new Change("letter", id.toString(), key);
        }

        /** A record of a key that has dead letters was written. */
        public static Change later(String key, EntryId position) {
            return new Change("later", key, position.toString());
        }

        /** A replayed entry was reached. */
        public static Change replayed(EntryId id) {
            return new Change("replayed", id.toString(), "");
        }

        /** A dead letter is too old to be kept, and so are all that lie before {@code oldestKept}. */
        public static Change gone(EntryId id, EntryId oldestKept) {
            return new Change("gone", id.toString(), oldestKept.toString());
        }

        List<byte[]> arguments() {
            return List.of(raw(kind), raw(one), raw(other));
        }

        private static byte[] raw(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    static LaterPositions load(RedisConnection redis, String stream) {
        List<?> reply = (List<?>) redis.require("HGETALL", Keys.later(stream));
        if (reply.isEmpty()) {
            return NONE;
        }
        LaterPositions loaded = new LaterPositions(new HashMap<>(), new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            loaded.add(raw(reply.get(i)), raw(reply.get(i + 1)));
        }
        return loaded;
    }

    private void add(String name, String value) {
        String rest = name.substring(2);
        switch (name.charAt(0)) {
            case 'k' -> keys.put(rest, EntryId.parse(value));
            case 'l' -> letters.put(EntryId.parse(rest), value);
            default -> replays.put(EntryId.parse(rest), value);
        }
    }

    private static String raw(Object reply) {
        return new String((byte[]) reply, StandardCharsets.ISO_8859_1);
    }
}
