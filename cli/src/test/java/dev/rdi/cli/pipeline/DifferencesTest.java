package dev.rdi.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static List<String> between(Object before, Object after) {
        return Differences.between(before, after).stream()
                .map(Differences.Change::describe)
                .toList();
    }

    @Test
    void namesTheNearestPlace() {
        assertThat(between(Map.of("a", Map.of("b", 1L, "c", "x")), Map.of("a", Map.of("b", 2L, "c", "x"))))
                .containsExactly("~ a.b: 1 -> 2");
        assertThat(between(Map.of("a", List.of(1L, 2L)), Map.of("a", List.of(1L, 3L))))
                .containsExactly("~ a[1]: 2 -> 3");
        assertThat(between(Map.of(), Map.of("a", Map.of("b", 1L)))).containsExactly("+ a: {b: 1}");
        assertThat(between(Map.of("a", List.of(1L)), Map.of())).containsExactly("- a: [1]");
        assertThat(between(Map.of("a", 1L), Map.of("a", 1L))).isEmpty();
    }

    @Test
    void comparesJobsByTheirNames() {
        Object before = Map.of("jobs", List.of(Map.of("name", "a", "x", 1L), Map.of("name", "b", "x", 1L)));
        Object after = Map.of("jobs", List.of(Map.of("name", "b", "x", 2L)));

        assertThat(between(before, after)).containsExactlyInAnyOrder("- jobs.a: {x: 1}", "~ jobs.b.x: 1 -> 2");
    }

    @Test
    void showsNoSecrets() {
        assertThat(between(Map.of("password", "alt-42"), Map.of("password", "neu-42")))
                .containsExactly("~ password: ******** -> ********");
        assertThat(between(Map.of(), Map.of("connection", Map.of("password", "geheim-42"))))
                .containsExactly("+ connection: {password: ********}");
        assertThat(between(Map.of("password", "a"), Map.of("password", "${NAME}")))
                .containsExactly("~ password: ******** -> ${NAME}");
    }
}
