package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.Equality.Table;
import dev.rdi.testing.TypesPage;
import dev.rdi.testing.TypesPage.Line;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the values of each type, and hostile names, become at the target, read by the snapshot and from the stream. */
class TypesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String NINES = "9".repeat(100);

    /** What docs/types.md has no room for. */
    private static final List<Line> MORE = List.of(
            line("numeric", NINES, NINES),
            line("numeric", "-0." + NINES, "-0." + NINES),
            line("text", "E'line\\nfeed\\ttab \\u20ac'", "line\nfeed\ttab €"),
            line("text", "' spaces '", " spaces "));

    /** R28. */
    private static final List<String> NAMES = List.of(
            "emp_1_{06s}",
            "a.b",
            "it's \"quoted\" here",
            "^[a-z]+?(x|y)*$",
            "back\\slash",
            "two words",
            "Groß",
            "😀",
            "MiXed",
            "semi;colon,comma:colon",
            "#no comment");

    private static Stage stage;
    private static RunProcess run;
    private static List<Line> cases;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stage = Stage.start();
        stage.sql("""
                CREATE EXTENSION hstore;
                CREATE EXTENSION citext;
                CREATE EXTENSION ltree;
                CREATE TYPE mood AS ENUM ('sad', 'so so');
                CREATE DOMAIN positive AS int CHECK (VALUE > 0);
                CREATE DOMAIN short_text AS varchar(10);""");
        cases = Stream.concat(TypesPage.lines("PostgreSQL").stream(), MORE.stream())
                .toList();
        List<Table> tables = new ArrayList<>(List.of(new Table("types"), new Table("large"), new Table(Marker.TABLE)));
        NAMES.forEach(name -> tables.add(new Table(name)));
        createTables();
        run = RunProcess.run(
                stage.pipeline(folder, tables.stream().map(Table::config).toArray(String[]::new)),
                stage.rdi().url());
        new Marker(stage).awaitSeen(run, PATIENCE);
    }

    @AfterAll
    static void stop() {
        run.close();
        stage.close();
    }

    private static void createTables() {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            columns.add("c%d %s".formatted(i, cases.get(i).type()));
            values.add(cases.get(i).value());
        }
        stage.sql(
                "CREATE TABLE types (id int PRIMARY KEY, %s)".formatted(String.join(", ", columns)),
                "INSERT INTO types VALUES (1, %s)".formatted(String.join(", ", values)),
                "CREATE TABLE marker (id int PRIMARY KEY, n bigint)",
                "INSERT INTO marker VALUES (1, 0)",
                "CREATE TABLE large (id int PRIMARY KEY, small text, t text, j jsonb, b bytea, a text[], u uuid[])",
                "ALTER TABLE large ALTER t SET STORAGE EXTERNAL, ALTER j SET STORAGE EXTERNAL, ALTER b SET STORAGE EXTERNAL,"
                        + " ALTER a SET STORAGE EXTERNAL, ALTER u SET STORAGE EXTERNAL",
                insertLarge(1));
        for (String name : NAMES) {
            stage.sql(
                    "CREATE TABLE %1$s (%1$s int PRIMARY KEY, value text)".formatted(quoted(name)),
                    "INSERT INTO %s VALUES (1, 'snapshot')".formatted(quoted(name)));
        }
    }

    @Test
    @DisplayName("P24, P25, P27, P28, P31: each value is what it has to be, and the same from snapshot and stream")
    void writesEachTypeTheSameFromSnapshotAndStream() {
        stage.sql("INSERT INTO types SELECT 2, %s FROM types WHERE id = 1".formatted(columnList()));
        new Marker(stage).awaitSeen(run, PATIENCE);
        SoftAssertions all = new SoftAssertions();
        assertRow(1, all);
        assertRow(2, all);
        all.assertAll();

        stage.sql("UPDATE types SET %s WHERE id = 2"
                .formatted(columns()
                        .map(name -> name + " = NULL")
                        .reduce((a, b) -> a + ", " + b)
                        .orElseThrow()));
        new Marker(stage).awaitSeen(run, PATIENCE);
        assertThat(RedisKeys.hash(stage.target(), "types:id:2")).isEqualTo(Map.of("id", "2"));
        assertNothingRejected();
    }

    private static void assertRow(int id, SoftAssertions all) {
        Map<String, String> row = RedisKeys.hash(stage.target(), "types:id:" + id);
        for (int i = 0; i < cases.size(); i++) {
            Line expected = cases.get(i);
            all.assertThat(row.get("c" + i))
                    .as("%s %s in row %d", expected.type(), expected.value(), id)
                    .isEqualTo(expected.hash().orElse(null));
        }
    }

    @Test
    @DisplayName("R4: an update that doesn't touch large values leaves them as they are")
    void keepsLargeValuesThatAnUpdateDoesNotTouch() {
        Map<String, String> before = largeRow(1);
        assertThat(before.get("t")).hasSizeGreaterThan(3_000);
        stage.sql("UPDATE large SET small = 'changed' WHERE id = 1");
        new Marker(stage).awaitSeen(run, PATIENCE);
        Map<String, String> expected = new TreeMap<>(before);
        expected.put("small", "changed");
        assertThat(largeRow(1)).isEqualTo(expected);

        stage.sql("UPDATE large SET t = NULL, a = '{short}' WHERE id = 1");
        new Marker(stage).awaitSeen(run, PATIENCE);
        expected.remove("t");
        expected.put("a", "[\"short\"]");
        assertThat(largeRow(1)).isEqualTo(expected);
        assertNothingRejected();
    }

    @Test
    @DisplayName("R4, R6: a primary-key change carries large values over")
    void carriesLargeValuesOverToANewKey() {
        stage.sql(insertLarge(10));
        new Marker(stage).awaitSeen(run, PATIENCE);
        Map<String, String> expected = new TreeMap<>(largeRow(10));
        stage.sql("UPDATE large SET id = 11 WHERE id = 10");
        new Marker(stage).awaitSeen(run, PATIENCE);
        expected.put("id", "11");
        assertThat(largeRow(10)).isEmpty();
        assertSame(largeRow(11), expected);

        // A key that only a part of a transaction saw: nobody can read its values any more.
        stage.sql("UPDATE large SET id = -1 WHERE id = 11; UPDATE large SET id = 12 WHERE id = -1");
        new Marker(stage).awaitSeen(run, PATIENCE);
        expected.put("id", "12");
        assertThat(largeRow(-1)).isEmpty();
        assertSame(largeRow(12), expected);
        assertNothingRejected();
    }

    @Test
    @DisplayName("R28: tables and columns with hostile names")
    void followsTablesAndColumnsOfAnyName() {
        for (String name : NAMES) {
            stage.sql(
                    "INSERT INTO %s VALUES (2, 'stream')".formatted(quoted(name)),
                    "UPDATE %s SET value = 'updated' WHERE value = 'snapshot'".formatted(quoted(name)),
                    "INSERT INTO %s VALUES (3, 'deleted')".formatted(quoted(name)),
                    "DELETE FROM %1$s WHERE %1$s = 3".formatted(quoted(name)));
        }
        new Marker(stage).awaitSeen(run, PATIENCE);
        SoftAssertions all = new SoftAssertions();
        for (String name : NAMES) {
            all.assertThat(RedisKeys.hash(stage.target(), name + ":" + name + ":1"))
                    .as(name)
                    .isEqualTo(Map.of(name, "1", "value", "updated"));
            all.assertThat(RedisKeys.hash(stage.target(), name + ":" + name + ":2"))
                    .as(name)
                    .isEqualTo(Map.of(name, "2", "value", "stream"));
            all.assertThat(RedisKeys.hash(stage.target(), name + ":" + name + ":3"))
                    .as(name)
                    .isEmpty();
        }
        all.assertAll();
        for (String name : NAMES) {
            stage.sql("TRUNCATE " + quoted(name));
        }
        new Marker(stage).awaitSeen(run, PATIENCE);
        assertThat(RedisKeys.matching(stage.target(), "*"))
                .allMatch(key -> key.matches("(types|large|marker):.*") || key.equals(RedisKeys.TARGET_MARK));
    }

    /** Compares field by field, because the values are long. */
    private static void assertSame(Map<String, String> actual, Map<String, String> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        SoftAssertions all = new SoftAssertions();
        expected.forEach(
                (name, value) -> all.assertThat(actual.get(name)).as(name).isEqualTo(value));
        all.assertAll();
    }

    private static Map<String, String> largeRow(int id) {
        return RedisKeys.hash(stage.target(), "large:id:" + id);
    }

    private static String insertLarge(int id) {
        String text = ShopSchema.largeText("'%d'".formatted(id));
        return "INSERT INTO large SELECT %d, 'small', t, jsonb_build_object('t', t), convert_to(t, 'UTF8'), ARRAY[t, NULL, t], (SELECT array_agg(md5(n::text)::uuid) FROM generate_series(1, 300) n) FROM %s AS large(t)"
                .formatted(id, text);
    }

    private static void assertNothingRejected() {
        assertThat(RedisKeys.matching(stage.rdi(), "dlq:*")).isEmpty();
    }

    private static Stream<String> columns() {
        return Stream.iterate(0, i -> i < cases.size(), i -> i + 1).map(i -> "c" + i);
    }

    private static String columnList() {
        return String.join(", ", columns().toList());
    }

    private static Line line(String type, String value, String hash) {
        return new Line(type, value, Optional.empty(), Optional.of(hash), Optional.empty());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
