package dev.rdi.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wanted of one pipeline and the revisions of its configuration, in the RDI database. Every change is one step
 * that counts only if nobody else made one since the caller looked.
 *
 * <p>Immutable; the connections are the caller's.
 */
public final class PipelineStore {

    private static final int KEPT_REVISIONS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** ARGV: expected generation, revision's JSON or nothing, active, deleted, doing, how many revisions to keep. */
    private static final String CHANGE = """
            local known = redis.call('HGET', KEYS[2], 'generation') or '0'
            if known ~= ARGV[1] then return {0} end
            local generation = string.format('%.0f', tonumber(known) + 1)
            local revision = redis.call('HGET', KEYS[2], 'revision') or '0'
            if ARGV[2] ~= '' then
              local time = redis.call('TIME')
              revision = string.format('%.0f', redis.call('HINCRBY', KEYS[1], 'last', 1))
              local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
              redis.call('HSET', KEYS[1], revision, at .. ' ' .. ARGV[2])
              redis.call('HDEL', KEYS[1], string.format('%.0f', tonumber(revision) - tonumber(ARGV[6])))
            end
            redis.call('HSET', KEYS[2], 'generation', generation, 'revision', revision, 'active', ARGV[3],
                       'deleted', ARGV[4], 'doing', ARGV[5])
            return {tonumber(generation), tonumber(revision)}
            """;

    private final Keys keys;

    public PipelineStore(Keys keys) {
        this.keys = keys;
    }

    /**
     * A change of what is wanted.
     *
     * @param spec a new configuration, if it changes
     */
    record Change(
            Optional<PipelineSpec> spec,
            boolean active,
            boolean deleted,
            PipelineStatus doing,
            String by,
            String comment) {}

    /** What is wanted; empty if there is no such pipeline. */
    public Optional<Desired> desired(RedisConnection redis) {
        Map<String, String> fields = hash(redis, keys.desired());
        if (!fields.containsKey("generation")) {
            return Optional.empty();
        }
        return Optional.of(new Desired(
                Long.parseLong(fields.getOrDefault("generation", "0")),
                Long.parseLong(fields.getOrDefault("revision", "0")),
                fields.getOrDefault("active", "").equals("true"),
                fields.getOrDefault("deleted", "").equals("true"),
                PipelineStatus.of(fields.getOrDefault("doing", ""))));
    }

    /** A revision; empty if there is none of this number, or it is too old. */
    public Optional<Revision> revision(RedisConnection redis, long number) {
        Object reply = redis.require("HGET", keys.config(), String.valueOf(number));
        return RedisConnection.isNil(reply)
                ? Optional.empty()
                : Optional.of(decode(number, RedisConnection.text(reply)));
    }

    /** All revisions that are kept, the newest first. */
    public List<Revision> revisions(RedisConnection redis) {
        List<Revision> revisions = new ArrayList<>();
        hash(redis, keys.config()).forEach((field, value) -> {
            if (!field.equals("last")) {
                revisions.add(decode(Long.parseLong(field), value));
            }
        });
        revisions.sort((a, b) -> Long.compare(b.number(), a.number()));
        return revisions;
    }

    /** Where a change has led to. */
    record Changed(long generation, long revision) {}

    /** Changes what is wanted; returns nothing if somebody else was faster. */
    Optional<Changed> change(RedisConnection redis, long expectedGeneration, Change change) {
        List<?> reply = (List<?>) redis.require(
                "EVAL",
                CHANGE,
                "2",
                keys.config(),
                keys.desired(),
                String.valueOf(expectedGeneration),
                change.spec().map(spec -> encode(spec, change)).orElse(""),
                String.valueOf(change.active()),
                String.valueOf(change.deleted()),
                change.doing().text(),
                String.valueOf(KEPT_REVISIONS));
        long generation = (Long) reply.get(0);
        return generation == 0 ? Optional.empty() : Optional.of(new Changed(generation, (Long) reply.get(1)));
    }

    /** What the leader said last; empty if none ever said anything. */
    public Optional<Observed> observed(RedisConnection redis) {
        Object reply = redis.require("HGET", keys.status(), ObservedCodec.FIELD);
        return RedisConnection.isNil(reply)
                ? Optional.empty()
                : Optional.of(ObservedCodec.decode(RedisConnection.text(reply)));
    }

    private static String encode(PipelineSpec spec, Change change) {
        ObjectNode json = JSON.createObjectNode()
                .put("by", change.by())
                .put("comment", change.comment())
                .put("config", spec.config());
        json.set("jobs", JSON.valueToTree(spec.jobs()));
        return json.toString();
    }

    private static Revision decode(long number, String stored) {
        int space = stored.indexOf(' ');
        try {
            JsonNode json = JSON.readTree(stored.substring(space + 1));
            Map<String, String> jobs = JSON.convertValue(json.get("jobs"), new TypeReference<>() {});
            return new Revision(
                    number,
                    Instant.ofEpochMilli(Long.parseLong(stored.substring(0, space))),
                    json.path("by").asText(),
                    json.path("comment").asText(),
                    new PipelineSpec(json.path("config").asText(), jobs));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("revision " + number + " can't be read", e);
        }
    }

    private static Map<String, String> hash(RedisConnection redis, String key) {
        List<?> reply = (List<?>) redis.require("HGETALL", key);
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            fields.put(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1)));
        }
        return fields;
    }
}
