package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.demo.ExpectedRow;
import dev.rdi.demo.SourceRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Compares the source with the target: every key, every field, and no key too many.
 *
 * <p>Immutable.
 */
final class Equality {

    private static final int SHOWN = 20;
    private static final int SHOWN_LENGTH = 60;

    private final Stage stage;
    private final List<Table> tables;

    /**
     * Prepares the comparison.
     *
     * @param tables all tables that the pipeline captures
     */
    Equality(Stage stage, List<Table> tables) {
        this.stage = stage;
        this.tables = List.copyOf(tables);
    }

    /**
     * A table of schema public.
     *
     * @param keys the columns of the key where config.yaml names them, otherwise none
     */
    record Table(String name, List<String> keys) {
        Table(String name) {
            this(name, List.of());
        }

        /** What config.yaml says about the table. */
        String config() {
            String quoted = "'public." + name.replace("'", "''") + "'";
            return keys.isEmpty() ? quoted + ": {}" : quoted + ":\n  keys: " + keys;
        }
    }

    /** Waits until everything is processed and both sides are equal; nothing may be rejected. */
    void awaitEqual(RunProcess run, Duration patience) {
        try {
            run.await(
                    "source and target are equal",
                    patience,
                    () -> isDrained() && differences().isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError(
                    "%d entries are left in the streams, rejected are %s%n%s"
                            .formatted(
                                    RedisKeys.entries(stage.rdi(), "data:*"),
                                    rejected(),
                                    String.join("\n", differences())),
                    e);
        }
        assertNothingRejected();
    }

    void assertNothingRejected() {
        assertThat(rejected()).isEmpty();
    }

    /** The last rejected record of each stream that has any. */
    private List<String> rejected() {
        return RedisKeys.matching(stage.rdi(), "dlq:*").stream()
                .map(key -> key + ": " + RedisKeys.lastEntry(stage.rdi(), key))
                .toList();
    }

    private boolean isDrained() {
        return RedisKeys.entries(stage.rdi(), "data:*") == 0;
    }

    /** The first few differences, each a line; empty if both sides are equal. */
    List<String> differences() {
        Map<String, Map<String, String>> expected = expected();
        Map<String, Map<String, String>> actual = RedisKeys.hashes(stage.target());
        List<String> differences = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            Map<String, String> source = expected.get(key);
            Map<String, String> target = actual.get(key);
            if (source == null) {
                differences.add(key + ": surplus");
            } else if (target == null) {
                differences.add(key + ": missing");
            } else if (!source.equals(target)) {
                differences.add(key + ": " + difference(source, target));
            }
        }
        return differences.size() <= SHOWN ? differences : shortened(differences);
    }

    private static List<String> shortened(List<String> differences) {
        List<String> few = new ArrayList<>(differences.subList(0, SHOWN));
        few.add("and %d more".formatted(differences.size() - SHOWN));
        return few;
    }

    private Map<String, Map<String, String>> expected() {
        Map<String, Map<String, String>> all = new HashMap<>();
        try (Connection connection = stage.source().connection(Stage.DATABASE)) {
            for (Table table : tables) {
                try (SourceRows rows = SourceRows.open(connection, "public", table.name(), table.keys())) {
                    while (rows.hasNext()) {
                        ExpectedRow row = rows.next();
                        all.put(row.key(), row.fields());
                    }
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String difference(Map<String, String> source, Map<String, String> target) {
        TreeSet<String> names = new TreeSet<>(source.keySet());
        names.addAll(target.keySet());
        List<String> fields = new ArrayList<>();
        for (String name : names) {
            String expected = shown(source, name);
            String actual = shown(target, name);
            if (!expected.equals(actual)) {
                fields.add("%s is %s, not %s".formatted(name, actual, expected));
            }
        }
        return fields.toString();
    }

    private static String shown(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            return "absent";
        }
        return value.length() <= SHOWN_LENGTH
                ? "'" + value + "'"
                : "'%s…' (%d, #%x)".formatted(value.substring(0, SHOWN_LENGTH), value.length(), value.hashCode());
    }
}
