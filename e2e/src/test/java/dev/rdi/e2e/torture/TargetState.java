package dev.rdi.e2e.torture;

import dev.rdi.demo.ExpectedRow;
import dev.rdi.demo.SourceRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.Tuple;

/**
 * Compares all that the target holds with what the rows of the source have to be there: every key, every field, every
 * member, and nothing too much. The stream {@code journal} is looked at by {@link Journal}.
 *
 * <p>Stateless.
 */
final class TargetState {

    private static final int SHOWN = 20;
    private static final int SHOWN_LENGTH = 200;

    private TargetState() {}

    /** The first few differences, each a line; empty if both sides are equal. */
    static List<String> differences(Site rig, Shape shape) {
        Map<String, Object> expected = expected(rig, shape);
        Map<String, Object> actual = actual(rig);
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            Object source = expected.get(key);
            Object target = actual.get(key);
            if (source == null) {
                differences.add(key + ": surplus: " + shown(target));
            } else if (!source.equals(target)) {
                differences.add("%s: is %s, not %s".formatted(key, shown(target), shown(source)));
            }
        }
        return differences.subList(0, Math.min(SHOWN, differences.size()));
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }

    private static Map<String, Object> expected(Site rig, Shape shape) {
        Map<String, Object> all = new HashMap<>();
        try (Connection connection = rig.source().connection(Rig.DATABASE)) {
            for (Map.Entry<String, List<String>> table : Shop.HASHES.entrySet()) {
                hashes(connection, table.getKey(), table.getValue(), all);
            }
            if (shape == Shape.PLAIN) {
                for (String table : Shop.WITH_JOBS) {
                    hashes(connection, table, List.of(), all);
                }
            } else {
                outputs(connection, all);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hashes(Connection connection, String table, List<String> keys, Map<String, Object> all)
            throws SQLException {
        try (SourceRows rows = SourceRows.open(connection, "public", table, keys)) {
            while (rows.hasNext()) {
                ExpectedRow row = rows.next();
                all.put(row.key(), new TreeMap<>(row.fields()));
            }
        }
    }

    private static void outputs(Connection connection, Map<String, Object> all) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            customers(statement, all);
            members(statement, all);
            labels(statement, all);
        }
    }

    private static void customers(Statement statement, Map<String, Object> all) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT id, version, city, name FROM customer")) {
            while (row.next()) {
                Map<String, String> fields = new TreeMap<>();
                for (String name : List.of("id", "version", "city", "name")) {
                    fields.put(name, row.getString(name));
                }
                all.put("cust:%s:%s".formatted(fields.get("city"), fields.get("id")), fields);
            }
        }
    }

    private static void members(Statement statement, Map<String, Object> all) throws SQLException {
        Map<String, Long> rank = new HashMap<>();
        Map<String, Set<String>> teams = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery("SELECT id, version, team FROM member")) {
            while (row.next()) {
                rank.put(row.getString("id"), row.getLong("version"));
                teams.computeIfAbsent("team:" + row.getString("team"), unused -> new HashSet<>())
                        .add(row.getString("id"));
            }
        }
        all.putAll(teams);
        all.put("rank", rank);
    }

    private static void labels(Statement statement, Map<String, Object> all) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT id, note FROM label WHERE note IS NOT NULL")) {
            while (row.next()) {
                all.put("label:" + row.getString("id"), row.getString("note"));
            }
        }
    }

    private static Map<String, Object> actual(Site rig) {
        Map<String, Object> all = new HashMap<>();
        List<String> keys = keys(rig);
        rig.targetStore().ask(redis -> {
            keys.forEach(key -> all.put(key, value(redis, key)));
            return true;
        });
        all.remove(Journal.KEY, "stream");
        return all;
    }

    /** The name of its type stands for what no row becomes. */
    private static Object value(UnifiedJedis redis, String key) {
        String type = redis.type(key);
        return switch (type) {
            case "hash" -> new TreeMap<>(redis.hgetAll(key));
            case "string" -> redis.get(key);
            case "set" -> new HashSet<>(redis.smembers(key));
            case "zset" -> scores(redis.zrangeWithScores(key, 0, -1));
            default -> type;
        };
    }

    /** All keys but those that the pipeline keeps for itself. */
    private static List<String> keys(Site rig) {
        return rig.targetStore().matching("*").stream()
                .filter(key -> !key.startsWith("rdi:{"))
                .toList();
    }

    private static Map<String, Long> scores(List<Tuple> members) {
        Map<String, Long> scores = new HashMap<>();
        members.forEach(member -> scores.put(member.getElement(), (long) member.getScore()));
        return scores;
    }
}
