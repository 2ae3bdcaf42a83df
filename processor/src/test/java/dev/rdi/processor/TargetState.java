package dev.rdi.processor;

import dev.rdi.expression.JsonValues;
import dev.rdi.expression.Values;
import dev.rdi.redis.RedisConnection;
import dev.rdi.testing.fixture.StoredKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a target holds, as fixtures write it. Stateless. */
final class TargetState {

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final List<String> OWN_KEYS =
            List.of("data:", "pos:", "schemas:", "staged:", "dlq:", "later:", "rdi:{");

    private TargetState() {}

    static void put(RedisConnection redis, String key, StoredKey stored) {
        switch (stored.type()) {
            case "hash" ->
                map(stored.value()).forEach((name, value) -> redis.require("HSET", key, name, Values.text(value)));
            case "json" -> redis.require("JSON.SET", key, "$", Values.json(stored.value()));
            case "set" -> list(stored.value()).forEach(member -> redis.require("SADD", key, Values.text(member)));
            case "sorted_set" ->
                map(stored.value()).forEach((member, score) -> redis.require("ZADD", key, Values.text(score), member));
            default -> redis.require("SET", key, Values.text(stored.value()));
        }
        stored.ttl().ifPresent(left -> redis.require("EXPIRE", key, String.valueOf(left.max())));
    }

    /** What is there and shouldn't be, or the other way round; empty if all is well. */
    static List<String> differences(RedisConnection redis, Map<String, StoredKey> expected) {
        Map<String, StoredKey> wanted = new TreeMap<>();
        expected.forEach(wanted::put);
        List<String> differences = new ArrayList<>();
        for (String key : keys(redis)) {
            String known = withoutUuids(key);
            StoredKey stored = wanted.remove(wanted.containsKey(key) ? key : known);
            if (stored == null) {
                differences.add("unexpected key " + key);
            } else {
                compare(redis, key, stored, differences);
            }
        }
        wanted.keySet().forEach(key -> differences.add("missing key " + key));
        return differences;
    }

    private static void compare(RedisConnection redis, String key, StoredKey stored, List<String> differences) {
        Object actual = value(redis, key, stored.type());
        Object wanted = normal(stored.value(), stored.type());
        if (!String.valueOf(wanted).equals(withoutUuids(String.valueOf(actual)))
                && !String.valueOf(wanted).equals(String.valueOf(actual))) {
            differences.add(key + ": expected " + wanted + ", found " + actual);
        }
        long ttl = (Long) redis.require("TTL", key);
        boolean fits =
                stored.ttl().map(left -> ttl >= left.min() && ttl <= left.max()).orElse(ttl == -1);
        if (!fits) {
            differences.add(key + ": time to live is " + ttl + ", expected " + stored.ttl());
        }
    }

    private static Object value(RedisConnection redis, String key, String type) {
        return switch (type) {
            case "hash" -> pairs((List<?>) redis.require("HGETALL", key));
            case "json" -> document(RedisConnection.text(redis.require("JSON.GET", key, "$")));
            case "set" -> texts((List<?>) redis.require("SMEMBERS", key));
            case "sorted_set" -> scores((List<?>) redis.require("ZRANGE", key, "0", "-1", "WITHSCORES"));
            case "stream" -> entries((List<?>) redis.require("XRANGE", key, "-", "+"));
            default -> RedisConnection.text(redis.require("GET", key));
        };
    }

    private static Object normal(Object value, String type) {
        return switch (type) {
            case "hash" -> {
                Map<String, String> texts = new TreeMap<>();
                map(value).forEach((name, text) -> texts.put(name, Values.text(text)));
                yield texts;
            }
            case "set" -> new TreeSet<>(list(value).stream().map(Values::text).toList());
            case "sorted_set" -> {
                Map<String, Double> scores = new TreeMap<>();
                map(value).forEach((member, score) -> scores.put(member, Double.valueOf(Values.text(score))));
                yield scores;
            }
            case "stream" ->
                list(value).stream()
                        .map(entry -> normal(Values.decoded(entry) == null ? Map.of() : entry, "hash"))
                        .toList();
            case "json" -> sorted(value);
            default -> Values.text(value);
        };
    }

    /** The first match of the path {@code $}. */
    private static Object document(String text) {
        Object parsed = JsonValues.parse(text);
        return sorted(parsed instanceof List<?> list && list.size() == 1 ? list.get(0) : parsed);
    }

    private static Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, inner) -> sorted.put(String.valueOf(name), sorted(inner)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TargetState::sorted).toList();
        }
        return value == null ? "null" : value instanceof String text ? '"' + text + '"' : value;
    }

    private static Map<String, String> pairs(List<?> flat) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            pairs.put(RedisConnection.text(flat.get(i)), RedisConnection.text(flat.get(i + 1)));
        }
        return pairs;
    }

    private static Map<String, Double> scores(List<?> flat) {
        Map<String, Double> scores = new TreeMap<>();
        pairs(flat).forEach((member, score) -> scores.put(member, Double.valueOf(score)));
        return scores;
    }

    private static List<Map<String, String>> entries(List<?> entries) {
        return entries.stream()
                .map(entry -> pairs((List<?>) ((List<?>) entry).get(1)))
                .toList();
    }

    private static Set<String> texts(List<?> replies) {
        return new TreeSet<>(replies.stream().map(RedisConnection::text).toList());
    }

    private static List<String> keys(RedisConnection redis) {
        return ((List<?>) redis.require("KEYS", "*"))
                .stream()
                        .map(RedisConnection::text)
                        .filter(key -> OWN_KEYS.stream().noneMatch(key::startsWith))
                        .toList();
    }

    private static String withoutUuids(String text) {
        return text.replaceAll(UUID, "<uuid>");
    }

    @SuppressWarnings("unchecked") // As fixtures write it.
    private static Map<String, Object> map(Object value) {
        return new LinkedHashMap<>((Map<String, Object>) value);
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
