package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.testing.TypesPage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What docs/types.md says of each type of PostgreSQL, in the initial sync as in the stream. */
class TypesIT {

    private static final List<TypesPage.Line> LINES = TypesPage.lines("PostgreSQL");

    @Test
    @DisplayName("P24, P25, P27, P31: every type, in the initial sync as in the stream")
    void givesTheSameValueInTheSnapshotAndInTheStream() {
        TestDatabase database = TestDatabase.create(
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION citext",
                "CREATE EXTENSION ltree",
                "CREATE TYPE mood AS ENUM ('sad', 'so so')",
                "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
                "CREATE DOMAIN short_text AS varchar(10)");
        database.execute(table(), insert(1));
        PostgresSettings settings = database.settings("public.t");
        DecodingSink sink = new DecodingSink(settings);
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            database.execute(insert(2));
            Runs.awaitTrue(() -> sink.events().size() == 2);
        }
        assertThat(Forms.of(sink.event(0)).lines(LINES)).containsExactlyElementsOf(LINES);
        assertThat(Forms.of(sink.event(1)).lines(LINES)).containsExactlyElementsOf(LINES);
    }

    @Test
    void leavesOutBitStringsAndIntervalsAndSaysSo() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, b bit(8), v varbit(12), i interval)",
                "INSERT INTO t VALUES (1, B'10110001', B'101', '1 year 2 mons 3 days 04:05:06.789')");
        PostgresSettings settings = database.settings("public.t");
        DecodingSink sink = new DecodingSink(settings);
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
        }
        assertThat(DecodingSink.texts(sink.event(0).after())).containsOnlyKeys("id");
        assertThat(sink.dropped()).containsExactly("b", "v", "i");
    }

    private static String table() {
        StringBuilder sql = new StringBuilder("CREATE TABLE t (id int PRIMARY KEY");
        for (int i = 0; i < LINES.size(); i++) {
            sql.append(", c").append(i).append(' ').append(LINES.get(i).type());
        }
        return sql.append(')').toString();
    }

    private static String insert(int id) {
        StringBuilder sql = new StringBuilder("INSERT INTO t VALUES (" + id);
        LINES.forEach(line -> sql.append(", ").append(line.value()));
        return sql.append(')').toString();
    }
}
