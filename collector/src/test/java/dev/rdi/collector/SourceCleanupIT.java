package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.collector.SourceLeftovers.Leftover;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R55. */
class SourceCleanupIT {

    private static final String SLOTS =
            "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()";
    private static final String PUBLICATIONS = "SELECT pubname FROM pg_publication";

    @Test
    @DisplayName(
            "R55: slot and publication go, although the slot is being read; again is harmless; a new start is clean")
    void removesSlotAndPublication() throws Exception {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, name text)", "INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        PostgresSettings settings = database.settings("public.t");
        try (Collector collector = Runs.start(settings, new RecordingSink(), new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            assertThat(database.column(SLOTS)).containsExactly(settings.slot());
            assertThat(new SourceCleanup(settings).run().isEmpty()).isTrue();
        } finally {
            // What it did once its connection was ended.
            new SourceCleanup(settings).run();
        }
        assertThat(database.column(SLOTS)).isEmpty();
        assertThat(database.column(PUBLICATIONS)).isEmpty();
        assertThat(new SourceCleanup(settings).run()).satisfies(left -> {
            assertThat(left.isEmpty()).isTrue();
            assertThat(left.failure()).isEmpty();
        });
        RecordingSink sink = new RecordingSink();
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            assertThat(sink.rows()).hasSize(2);
        }
    }

    @Test
    void leavesThePublicationThatAUserMade() throws Exception {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY)", "CREATE PUBLICATION theirs");
        PostgresSettings theirs = Runs.publishing(database.settings("public.t"), "theirs", Map.of());
        assertThat(new SourceCleanup(theirs).run().left())
                .containsExactly(new Leftover("publication theirs", "DROP PUBLICATION IF EXISTS \"theirs\";"));
        PostgresSettings given = Runs.publishing(
                database.settings("public.t"), "theirs", Map.of("publication.autocreate.mode", "disabled"));
        assertThat(new SourceCleanup(given).run().isEmpty()).isTrue();
        assertThat(database.column(PUBLICATIONS)).containsExactly("theirs");
    }

    @Test
    void removesAPublicationThatWasMadeUnderAGivenName() throws Exception {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY)");
        PostgresSettings ours = Runs.publishing(database.settings("public.t"), "ours", Map.of());
        try (Collector collector = Runs.start(ours, new RecordingSink(), new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
        }
        assertThat(database.column(PUBLICATIONS)).containsExactly("ours");
        assertThat(new SourceCleanup(ours).run().isEmpty()).isTrue();
        assertThat(database.column(PUBLICATIONS)).isEmpty();
    }

    @Test
    void saysWhatIsLeftAtASourceThatIsGone() throws Exception {
        TestDatabase database = TestDatabase.create();
        PostgresSettings settings = database.settings();
        PostgresSettings gone = new PostgresSettings(
                settings.host(),
                1,
                settings.database(),
                settings.user(),
                settings.password(),
                settings.server(),
                settings.schemas(),
                settings.tables(),
                settings.advanced(),
                settings.slot(),
                settings.publication(),
                settings.textOfBitsAndIntervals());
        SourceLeftovers leftovers = new SourceCleanup(gone).run();
        assertThat(leftovers.failure())
                .hasValueSatisfying(e -> assertThat(e.code()).isEqualTo("source.port"));
        assertThat(leftovers.left())
                .extracting(Leftover::sql)
                .containsExactly(
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
                                + settings.slot() + "';",
                        "DROP PUBLICATION IF EXISTS \"" + settings.slot() + "\";");
    }
}
