package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Positions, counters and dead letters of a pipeline's streams for one target. A step forward is one script for each
 * stream: keep the rejected records, store the position with the counters, trim the stream behind it. Others see all of
 * it or nothing, and a full Redis lets it pass, because it makes room.
 *
 * <p>Confined to one thread.
 */
public final class ProgressStore {

    /**
     * KEYS: stream, position, dead letters. ARGV: new position, first id to keep, most dead letters, number of counter
     * arguments, number of arguments about later records, the position before, the counters (name, value …), the changes
     * of {@link LaterPositions} (kind, two operands …), then for each dead letter id, number of parts, parts.
     *
     * <p>A stored position that lies behind the one before, or an entry that isn't there any more, tell of a replica that
     * took over with older data: there the stream gets entries again, whose ids may lie behind the new position.
     *
     * <p>PERSIST changes nothing, but after it Redis lets a script write even if it is full. A dead letter whose id
     * isn't above the last one was stored before; any other refusal ends the step before the position moves. A letter that
     * pushes another one out of the queue is counted beside the position. A stream with consumer groups of others isn't
     * trimmed.
     */
    private static final String ADVANCE = """
            redis.call('PERSIST', KEYS[2])
            local stored = redis.call('HGET', KEYS[2], 'id') or '0-0'
            if stored ~= ARGV[6] and stored ~= ARGV[1] then
              local function parts(id) local ms, n = string.match(id, '(%d+)-(%d+)') return tonumber(ms), tonumber(n) end
              local ms, n = parts(stored)
              local before, m = parts(ARGV[6])
              if ms < before or (ms == before and n < m) then return redis.error_reply('RDIBEHIND the position went back') end
            end
            local counters = tonumber(ARGV[4])
            local later = 7 + counters
            local at = later + tonumber(ARGV[5])
            local letters = 0
            if at <= #ARGV then
              letters = redis.pcall('XLEN', KEYS[3])
              if type(letters) == 'table' then return letters end
            end
            while at <= #ARGV do
              local parts = tonumber(ARGV[at + 1])
              local added = redis.pcall('XADD', KEYS[3], 'MAXLEN', ARGV[3], ARGV[at], unpack(ARGV, at + 2, at + 1 + parts))
              if type(added) == 'table' and added.err and not string.find(added.err, 'equal or smaller', 1, true) then
                return added
              end
              if type(added) ~= 'table' then
                letters = letters + 1
                local over = letters - tonumber(ARGV[3])
                if over > 0 then
                  letters = letters - over
                  redis.call('HINCRBY', KEYS[2], 'dropped', over)
                end
              end
              at = at + 2 + parts
            end
            """ + LaterPositions.CHANGE + """
            local groups = redis.pcall('XINFO', 'GROUPS', KEYS[1])
            local trims = not groups.err and #groups == 0
            if trims and stored ~= ARGV[1] and ARGV[6] ~= '0-0' then
              if redis.call('XDEL', KEYS[1], ARGV[1]) == 0 then
                return redis.error_reply('RDIBEHIND the entry is gone')
              end
            end
            redis.call('HSET', KEYS[2], 'id', ARGV[1], unpack(ARGV, 7, 6 + counters))
            if trims then
              redis.call('XTRIM', KEYS[1], 'MINID', ARGV[2])
            end
            return 1
            """;

    private static final String BEHIND = "RDIBEHIND";

    private final RedisSession session;
    private final String target;
    private final int maxDeadLetters;

    /**
     * Prepares the store.
     *
     * @param target the target's name
     * @param maxDeadLetters how many rejected records each stream keeps
     */
    public ProgressStore(RedisSession session, String target, int maxDeadLetters) {
        this.session = session;
        this.target = target;
        this.maxDeadLetters = maxDeadLetters;
    }

    /**
     * A step forward of one stream.
     *
     * @param before the position that was stored last; {@link EntryId#ZERO} if any may be stored
     * @param deadLetters the rejected records to keep, in the order of the stream
     * @param later what changes about the records that came after dead letters, in the order of the stream
     */
    public record Step(
            String stream,
            EntryId before,
            Progress progress,
            List<DeadLetter> deadLetters,
            List<LaterPositions.Change> later) {

        /** A step that changes nothing about later records. */
        public Step(String stream, Progress progress, List<DeadLetter> deadLetters) {
            this(stream, EntryId.ZERO, progress, deadLetters, List.of());
        }
    }

    /**
     * A rejected record.
     *
     * @param id of the source entry, so that it is kept once however often it is delivered
     * @param fields name, value, name, value …
     */
    public record DeadLetter(EntryId id, List<byte[]> fields) {}

    /** How far a stream is processed; {@link Progress#NONE} for a new one. */
    public Progress load(String stream) {
        List<?> reply = (List<?>) session.connection().require("HGETALL", Keys.position(stream, target));
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            fields.put(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1)));
        }
        return new Progress(
                EntryId.parse(fields.getOrDefault("id", "0-0")),
                new Counters(
                        number(fields, "inserted"),
                        number(fields, "updated"),
                        number(fields, "deleted"),
                        number(fields, "filtered"),
                        number(fields, "rejected"),
                        number(fields, "deduplicated")),
                new Reading(
                        fields.getOrDefault("reading", ""),
                        number(fields, "read_inserted"),
                        number(fields, "read_filtered")));
    }

    /** What is stored about the records that came after the dead letters of a stream. */
    public LaterPositions loadLater(String stream) {
        return LaterPositions.load(session.connection(), stream);
    }

    /**
     * Stores the steps; called again with the same steps it changes nothing more (invariants 1, 3 and 4).
     *
     * @throws dev.rdi.model.RdiException if one of them couldn't be stored; FATAL without the leadership, which has ended if
     *     the RDI database went back: whoever leads next begins where it is now
     */
    public void advance(List<Step> steps) {
        RedisConnection redis = session.connection();
        steps.forEach(step -> redis.send("EVAL", arguments(step)));
        List<Object> replies = redis.replies();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof RedisError error) {
                if (error.code().equals(BEHIND)) {
                    throw session.deposed("the RDI database has forgotten some of " + steps.get(i).stream());
                }
                throw redis.failure(error, "to store a position", List.<byte[][]>of(words(steps.get(i))));
            }
        }
    }

    private byte[][] words(Step step) {
        List<byte[]> words = new ArrayList<>(List.of(RedisConnection.bytes("EVAL")));
        words.addAll(List.of(arguments(step)));
        return words.toArray(byte[][]::new);
    }

    private byte[][] arguments(Step step) {
        EntryId position = step.progress().position();
        List<byte[]> arguments = new ArrayList<>();
        add(
                arguments,
                ADVANCE,
                "4",
                step.stream(),
                Keys.position(step.stream(), target),
                Keys.deadLetters(step.stream()),
                Keys.later(step.stream()));
        add(arguments, position.toString(), new EntryId(position.millis(), position.sequence() + 1).toString());
        add(arguments, String.valueOf(maxDeadLetters));
        List<String> counters = counters(step.progress());
        add(
                arguments,
                String.valueOf(counters.size()),
                String.valueOf(3 * step.later().size()),
                step.before().toString());
        add(arguments, counters.toArray(String[]::new));
        step.later().forEach(change -> arguments.addAll(change.arguments()));
        for (DeadLetter letter : step.deadLetters()) {
            add(
                    arguments,
                    letter.id().toString(),
                    String.valueOf(letter.fields().size()));
            arguments.addAll(letter.fields());
        }
        return arguments.toArray(byte[][]::new);
    }

    private static List<String> counters(Progress progress) {
        Counters counters = progress.counters();
        List<String> pairs = new ArrayList<>(List.of(
                "inserted", String.valueOf(counters.inserted()),
                "updated", String.valueOf(counters.updated()),
                "deleted", String.valueOf(counters.deleted()),
                "filtered", String.valueOf(counters.filtered()),
                "rejected", String.valueOf(counters.rejected())));
        Reading reading = progress.reading();
        if (!reading.position().isEmpty()) {
            pairs.addAll(List.of("deduplicated", String.valueOf(counters.deduplicated())));
            pairs.addAll(List.of("reading", reading.position()));
            pairs.addAll(List.of("read_inserted", String.valueOf(reading.inserted())));
            pairs.addAll(List.of("read_filtered", String.valueOf(reading.filtered())));
        }
        return pairs;
    }

    private static void add(List<byte[]> arguments, String... texts) {
        for (String text : texts) {
            arguments.add(RedisConnection.bytes(text));
        }
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }
}
