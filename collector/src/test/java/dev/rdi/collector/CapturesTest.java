package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rdi.collector.Capture.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapturesTest {

    private final MemoryCaptures store = new MemoryCaptures();
    private final Captures captures = new Captures(store);

    @Test
    void afterAnInitialSyncNothingIsMissing() throws Exception {
        captures.syncing(List.of(table(1, "a", "id", "x"), table(2, "b", "id")), false);
        assertThat(phases()).isEqualTo(Map.of("public.a", Phase.READING, "public.b", Phase.READING));
        captures.captured(List.of(table(1, "a", "id", "x"), table(2, "b", "id")));
        assertThat(captures.missing(List.of(table(1, "a", "id", "x"), table(2, "b", "id"))))
                .isEmpty();
        assertThat(phases()).isEqualTo(Map.of("public.a", Phase.CAPTURED, "public.b", Phase.CAPTURED));
    }

    @Test
    void whatIsNewIsNotedBeforeItIsRead() throws Exception {
        captures.captured(List.of(table(1, "a", "id")));
        assertThat(captures.missing(List.of(table(1, "a", "id", "x"), table(2, "b", "id"))))
                .extracting(TableScan::name, TableScan::clears)
                .containsExactly(tuple("public.a", false), tuple("public.b", false));
        assertThat(phases()).isEqualTo(Map.of("public.a", Phase.READING, "public.b", Phase.READING));
    }

    @Test
    void goesOnBehindTheLastRowThatIsSafe() throws Exception {
        captures.captured(List.of());
        captures.missing(List.of(table(2, "b", "id", "x")));
        Capture half = Capture.reading(2, Set.of("id", "x")).readUpTo(List.of("id"), List.of("17"));
        captures.save(Map.of("public.b", half));
        assertThat(captures.missing(List.of(table(2, "b", "id", "x"))))
                .extracting(TableScan::goal)
                .containsExactly(half);
        assertThat(captures.missing(List.of(table(2, "b", "id", "x", "y"))))
                .extracting(scan -> scan.goal().after())
                .containsExactly(List.of());
    }

    @Test
    void aTableThatWasLeftOutOrMadeAnewIsClearedUntilThatIsDone() throws Exception {
        captures.captured(List.of(table(1, "a", "id"), table(2, "b", "id")));
        assertThat(captures.missing(List.of(table(1, "a", "id")))).isEmpty();
        assertThat(phases()).containsEntry("public.b", Phase.DROPPED);
        for (int start = 0; start < 2; start++) {
            assertThat(captures.missing(List.of(table(9, "a", "id"), table(2, "b", "id"))))
                    .extracting(TableScan::clears)
                    .containsExactly(true, true);
        }
        captures.save(Map.of("public.b", Capture.reading(2, Set.of("id"))));
        assertThat(captures.missing(List.of(table(2, "b", "id"))))
                .extracting(TableScan::clears)
                .containsExactly(false);
    }

    @Test
    void fewerColumnsAreNotedSoThatMoreAreMissingLater() throws Exception {
        captures.captured(List.of(table(1, "a", "id", "x")));
        assertThat(captures.missing(List.of(table(1, "a", "id")))).isEmpty();
        assertThat(captures.missing(List.of(table(1, "a", "id", "x")))).hasSize(1);
    }

    @Test
    void withoutANoteTablesWithAStreamCountAsCaptured() throws Exception {
        store.forget("public.a");
        assertThat(captures.missing(List.of(table(1, "a", "id"), table(2, "b", "id"))))
                .extracting(TableScan::name)
                .containsExactly("public.b");
        assertThat(phases()).containsEntry("public.a", Phase.CAPTURED);
    }

    @Test
    void refusesNotesOfANewerFormat() {
        assertThatThrownBy(() -> Capture.fromJson("{\"format\":\"2\",\"phase\":\"captured\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format '2'");
        assertThatThrownBy(() -> Capture.fromJson("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    private Map<String, Phase> phases() {
        Map<String, Phase> phases = new java.util.TreeMap<>();
        store.load().forEach((table, capture) -> phases.put(table, capture.phase()));
        return phases;
    }

    private static CapturedTable table(long relation, String name, String... columns) {
        List<String> all = Arrays.asList(columns);
        return new CapturedTable(
                relation,
                "public",
                name,
                'd',
                List.of("id"),
                List.of("id"),
                all,
                0,
                true,
                true,
                TableSettings.of("public." + name));
    }
}
