package dev.rdi.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Map<String, Map<String, String>> target = new HashMap<>();
    private final List<Integer> batches = new ArrayList<>();
    private final Comparison comparison = new Comparison(keys -> {
        batches.add(keys.size());
        return keys.stream().map(key -> target.getOrDefault(key, Map.of())).toList();
    });

    @Test
    void countsEqualRowsInBatches() {
        List<ExpectedRow> rows = LongStream.rangeClosed(1, 18_240)
                .mapToObj(i -> row(i, Map.of("id", Long.toString(i))))
                .toList();
        rows.forEach(row -> target.put(row.key(), row.fields()));
        comparison.compare(rows.iterator(), "t", 18_240);
        assertThat(comparison.result().isEqual()).isTrue();
        assertThat(comparison.result().text()).isEqualTo("18,240 rows equal, 0 missing, 0 different");
        assertThat(batches).hasSize(37);
    }

    @Test
    void saysWhatDiffers() {
        target.put("t:id:1", Map.of("id", "1", "name", "Ada"));
        target.put("t:id:2", Map.of("id", "2", "name", "left over", "more", "x"));
        target.put("t:id:4", Map.of("id", "4"));
        comparison.compare(
                List.of(row(1, Map.of("id", "1", "name", "Eve")), row(2, Map.of("id", "2")), row(3, Map.of("id", "3")))
                        .iterator(),
                "t",
                3);
        Comparison.Result result = comparison.result();
        assertThat(result.isEqual()).isFalse();
        assertThat(result.text()).isEqualTo("0 rows equal, 1 missing, 2 different, 1 surplus");
        assertThat(result.differences())
                .containsExactly(
                        "t:id:1: name is 'Ada', not 'Eve'",
                        "t:id:2: more is 'x', not absent (and 1 more)",
                        "t:id:3: missing",
                        "table t: surplus keys, without a row: 1");
    }

    @Test
    void countsKeysWithoutARow() {
        target.put("t:id:1", Map.of("id", "1"));
        comparison.compare(List.of(row(1, Map.of("id", "1"))).iterator(), "t", 3);
        assertThat(comparison.result().text()).isEqualTo("1 rows equal, 0 missing, 0 different, 2 surplus");
        assertThat(comparison.result().isEqual()).isFalse();
    }

    @Test
    void tellsEmptyTextFromNull() {
        // P28
        target.put("t:id:1", Map.of("id", "1"));
        comparison.compare(List.of(row(1, Map.of("id", "1", "note", ""))).iterator(), "t", 1);
        assertThat(comparison.result().differences()).containsExactly("t:id:1: note is absent, not ''");
    }

    private static ExpectedRow row(long id, Map<String, String> fields) {
        return new ExpectedRow("t:id:" + id, fields);
    }
}
