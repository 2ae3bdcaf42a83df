package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesAndPositionsTest {

    @Test
    void readsAndWritesPositionsAsPostgresDoes() {
        assertThat(Lsn.parse("16/B374D848")).hasToString("16/B374D848");
        assertThat(Lsn.parse("FFFFFFFF/FFFFFFFF")).hasToString("FFFFFFFF/FFFFFFFF");
        assertThat(Lsn.parse("0/FFFFFFFF").isBefore(Lsn.parse("1/0"))).isTrue();
        assertThat(Lsn.parse("7FFFFFFF/0").isBefore(Lsn.parse("80000000/0"))).isTrue();
        assertThatThrownBy(() -> Lsn.parse("12")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsAnOffsetAsItWas() {
        SourceOffset offset = new SourceOffset(Lsn.parse("1/2A"), true, "slot", "4711");
        assertThat(SourceOffset.fromMap(offset.toMap())).contains(offset);
        assertThat(SourceOffset.fromMap(Map.of())).isEmpty();
        assertThatThrownBy(() -> SourceOffset.fromMap(Map.of("format", "9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9");
    }

    @Test
    void givesPipelinesThatLookAlikeDifferentSlots() {
        assertThat(SlotName.of("default", "a-b")).isNotEqualTo(SlotName.of("default", "a_b"));
        assertThat(SlotName.of("x", "A")).isNotEqualTo(SlotName.of("x", "a"));
        assertThat(List.of(SlotName.of("default", "orders"), SlotName.of("é".repeat(90), "ü".repeat(90))))
                .allMatch(name -> name.matches("rdi_[a-z0-9_]{1,59}"));
    }

    @Test
    void suggestsTheNearestName() {
        assertThat(TableSelection.nearest("ordrs", List.of("customers", "orders")))
                .contains("orders");
        assertThat(TableSelection.nearest("zebra", List.of("customers", "orders")))
                .isEmpty();
    }

    @Test
    void writesPatternsThatNoListIsCutAt() {
        assertThat(DebeziumProperties.quote("a,b;c:d")).isEqualTo("a\\x{2c}b\\x{3b}c\\x{3a}d");
        assertThat("em{p}.😀").matches(DebeziumProperties.quote("em{p}.😀"));
    }

    @Test
    void fetchesAsManyRowsAsFitIntoMemory() {
        assertThat(List.of(0L, 1_000L, 200_000L, 20L << 20))
                .map(DebeziumProperties::fetchSize)
                .containsExactly(500L, 500L, 83L, 1L);
    }

    @Test
    void takesTheSemicolonsOffAStatement() {
        assertThat(SnapshotSql.clean(" SELECT 1 ;\r\n; ")).isEqualTo("SELECT 1");
    }
}
