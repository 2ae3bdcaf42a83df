package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.model.ChangeEvent;
import dev.rdi.testing.TypesPage;
import dev.rdi.testing.TypesPage.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The initial sync by COPY: exact, through several connections, and gone on with after a death. */
class CopySnapshotIT {

    private static final Set<String> OTHER_FORMS = Set.of("timetz", "hstore", "point");

    /** Those that COPY reads. */
    private static final List<Line> LINES = TypesPage.lines("PostgreSQL").stream()
            .filter(line -> !line.type().endsWith("[]") && !OTHER_FORMS.contains(line.type()))
            .toList();

    private static final List<String> TYPES = List.of(
            "CREATE EXTENSION citext",
            "CREATE EXTENSION ltree",
            "CREATE TYPE mood AS ENUM ('sad', 'so so')",
            "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
            "CREATE DOMAIN short_text AS varchar(10)");

    /** Columns of random values, and nulls. */
    private static final String RANDOM = """
            CREATE TABLE t (id int PRIMARY KEY, i2 smallint, i4 int, i8 bigint, f4 real, f8 double precision, n numeric,
                            n2 numeric(12,3), b boolean, x text, c char(9), y bytea, u uuid, d date, t6 time, t3 time(3),
                            ts timestamp, ts3 timestamp(3), ts0 timestamp(0), tz timestamptz, tz3 timestamptz(3), j jsonb,
                            m money, v bit(1), ip inet)""";

    private static final String RANDOM_ROWS = """
            INSERT INTO t SELECT n,
                (random() * 65535 - 32768)::int, (random() * 4294967295 - 2147483648)::bigint,
                ((random() - 0.5) * 1.8e19)::numeric::bigint,
                ((random() - 0.5) * 10 ^ (random() * 60 - 30))::real, (random() - 0.5) * 10 ^ (random() * 500 - 250),
                ((random() - 0.5) * 10 ^ (random() * 30))::numeric / 7, (random() * 1e8)::numeric(12,3), random() < 0.5,
                (SELECT string_agg(chr(CASE WHEN random() < 0.3 THEN 1 + (random() * 30)::int
                                            WHEN random() < 0.5 THEN 92
                                            ELSE 33 + (random() * 50000)::int END), '')
                 FROM generate_series(1, 20) WHERE n > 0),
                left(md5(n::text), (random() * 9)::int), decode(md5(random()::text), 'hex'), gen_random_uuid(),
                '4000-01-01 BC'::date + (random() * 4000000)::int, '00:00'::time + random() * interval '1 day',
                '00:00'::time + random() * interval '1 day', '4000-01-01 BC'::timestamp + random() * interval '14000 years',
                '1900-01-01'::timestamp + random() * interval '200 years',
                '1900-01-01'::timestamp + random() * interval '200 years',
                '4000-01-01 BC'::timestamptz + random() * interval '14000 years',
                '1900-01-01'::timestamptz + random() * interval '200 years',
                jsonb_build_object('a', random(), 'b', chr(33 + (random() * 5000)::int)),
                (random() * 1e9 - 5e8)::numeric::money, (random() < 0.5)::int::bit, '10.0.0.0'::inet + (random() * 1e6)::int
            FROM generate_series(1, 1000) n""";

    @Test
    @DisplayName("P24, P25, P27, P31: every type of the page that COPY reads")
    void givesWhatThePageSays() {
        TestDatabase database = TestDatabase.create(TYPES.toArray(String[]::new));
        StringBuilder table = new StringBuilder("CREATE TABLE t (id int PRIMARY KEY");
        StringBuilder insert = new StringBuilder("INSERT INTO t VALUES (1");
        for (int i = 0; i < LINES.size(); i++) {
            table.append(", c").append(i).append(' ').append(LINES.get(i).type());
            insert.append(", ").append(LINES.get(i).value());
        }
        database.execute(table + ")", insert + ")");
        DecodingSink sink = sync(database, "public.t");
        assertThat(Forms.of(sink.event(0)).lines(LINES)).containsExactlyElementsOf(LINES);
        assertThat(sink.encoded()).as("rows that COPY has read").isEqualTo(1);
    }

    @Test
    @DisplayName("P24, P25, P27, P31: random values are in the initial sync what they are in the stream")
    void givesWhatTheStreamGives() {
        TestDatabase database = TestDatabase.create(
                RANDOM,
                RANDOM_ROWS,
                "UPDATE t SET i2 = NULL, f8 = NULL, x = NULL, tz = NULL, b = NULL WHERE id % 7 = 0");
        PostgresSettings settings = database.settings("public.t");
        DecodingSink sink = new DecodingSink(settings);
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            database.execute("CREATE TEMP TABLE old AS TABLE t; DELETE FROM t; INSERT INTO t TABLE old");
            Runs.awaitTrue(() -> sink.events().size() == 3000);
        }
        assertThat(sink.encoded()).isEqualTo(1000);
        Map<String, Map<String, String>> copied = rows(sink.events().subList(0, 1000));
        Map<String, Map<String, String>> streamed = rows(sink.events().subList(2000, 3000));
        assertThat(copied.keySet()).isEqualTo(streamed.keySet());
        assertThat(differences(copied, streamed)).isEmpty();
        assertThat(sink.event(0).schema().row())
                .isEqualTo(sink.event(2000).schema().row());
        assertThat(sink.event(0).schema().key())
                .isEqualTo(sink.event(2000).schema().key());
    }

    @Test
    void readsPartitionsHeirsAndTablesOfAnyName() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE parted (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE \"part, 1\" PARTITION OF parted FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE part2 PARTITION OF parted FOR VALUES FROM (100) TO (1000) PARTITION BY LIST (id)",
                "CREATE TABLE part3 PARTITION OF part2 DEFAULT",
                "INSERT INTO parted SELECT n, 'v' || n FROM generate_series(1, 300) n",
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child () INHERITS (parent)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (2)",
                "CREATE TABLE keyless (\"a b\" int)",
                "ALTER TABLE keyless REPLICA IDENTITY FULL",
                "INSERT INTO keyless VALUES (7)");
        DecodingSink sink = sync(database, "public.parted", "public.parent", "public.keyless");
        assertThat(sink.events()).hasSize(300 + 2 + 1);
        assertThat(sink.encoded()).isEqualTo(303);
    }

    @Test
    @DisplayName("P1, P45: after a death only the parts that weren't finished are read again")
    void goesOnWhereItWas() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "ALTER TABLE t ALTER v SET STORAGE PLAIN",
                "INSERT INTO t SELECT n, repeat('x', 1000) FROM generate_series(1, 40000) n");
        PostgresSettings settings = database.settings("public.t");
        MemoryOffsets offsets = new MemoryOffsets();
        RecordingSink sink = new RecordingSink();
        sink.dieAfter(25_000);
        try (Collector collector = Runs.start(settings, sink, offsets)) {
            Runs.awaitState(collector, State.STOPPED);
        }
        assertThat(offsets.captures().load())
                .hasEntrySatisfying(
                        "public.t", capture -> assertThat(capture.parts()).isNotEmpty());
        database.execute(
                "DELETE FROM t WHERE id % 3 = 0",
                "UPDATE t SET id = id + 100000 WHERE id % 5 = 0",
                "UPDATE t SET v = 'changed' WHERE id % 7 = 0",
                "INSERT INTO t SELECT n, 'new' FROM generate_series(200000, 200100) n");
        sink.revive();
        int before = sink.count();
        try (Collector collector = Runs.start(settings, sink, offsets)) {
            Runs.awaitState(collector, State.STREAMING);
            Runs.awaitTrue(() -> sink.rows().equals(expected(database)));
        }
        assertThat(sink.ops("r")).isLessThan(before + 25_000);
    }

    @Test
    @DisplayName("P14: a table is written anew while it is read")
    void readsATableThatIsWrittenAnewOnceMore() {
        TestDatabase database = large("t");
        PostgresSettings settings = Runs.with(database.settings("public.t"), Map.of("snapshot.max.threads", "1"));
        RecordingSink sink = new RecordingSink();
        Thread change = new Thread(() -> database.execute(
                "VACUUM FULL t", "ALTER TABLE t ALTER id TYPE bigint", "INSERT INTO t VALUES (0, '')"));
        sink.atRead(5_000, change::start);
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitTrue(() -> sink.rows().containsKey("tStruct{id=0}"));
            database.execute("UPDATE t SET v = 'after' WHERE id = 7");
            Runs.awaitTrue(() -> sink.rows().equals(expected(database)));
            Runs.awaitState(collector, State.STREAMING);
        }
    }

    @Test
    @DisplayName("P14: a table is dropped while others are read")
    void passesOverATableThatIsDropped() {
        TestDatabase database = large("t");
        database.execute("CREATE TABLE z (id int PRIMARY KEY)", "INSERT INTO z VALUES (1)");
        PostgresSettings settings =
                Runs.with(database.settings("public.t", "public.z"), Map.of("snapshot.max.threads", "1"));
        RecordingSink sink = new RecordingSink();
        sink.atRead(1_000, () -> database.execute("DROP TABLE z"));
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            assertThat(sink.rows()).isEqualTo(expected(database));
        }
    }

    private static TestDatabase large(String table) {
        return TestDatabase.create(
                "CREATE TABLE %s (id int PRIMARY KEY, v text)".formatted(table),
                "INSERT INTO %s SELECT n, repeat('x', 1000) FROM generate_series(1, 20000) n".formatted(table));
    }

    private static Map<String, String> expected(TestDatabase database) {
        Map<String, String> expected = new TreeMap<>();
        for (String row : database.column("SELECT id || ' ' || v FROM t")) {
            String[] parts = row.split(" ", 2);
            expected.put("tStruct{id=%s}".formatted(parts[0]), "Struct{id=%s,v=%s}".formatted(parts[0], parts[1]));
        }
        return expected;
    }

    private static DecodingSink sync(TestDatabase database, String... tables) {
        PostgresSettings settings = database.settings(tables);
        DecodingSink sink = new DecodingSink(settings);
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
        }
        return sink;
    }

    private static List<String> differences(
            Map<String, Map<String, String>> copied, Map<String, Map<String, String>> streamed) {
        List<String> differences = new ArrayList<>();
        copied.forEach((key, row) -> row.forEach((column, value) -> {
            String other = streamed.getOrDefault(key, Map.of()).get(column);
            if (!value.equals(other)) {
                differences.add(column + " of " + key + ": " + value + " <> " + other);
            }
        }));
        return differences;
    }

    private static Map<String, Map<String, String>> rows(List<ChangeEvent> events) {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        events.forEach(event -> rows.put(event.key().text(0), DecodingSink.texts(event.after())));
        return rows;
    }
}
