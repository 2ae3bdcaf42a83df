package dev.rdi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void makesColumnsAsWideAsTheirLongestCell() {
        assertThat(Table.of("NAME", "N").row("a", 1).row("longer", 22).lines(80))
                .containsExactly("NAME    N", "a       1", "longer  22");
    }

    @Test
    void cutsTheWidestColumnsUntilItFits() {
        assertThat(Table.of("A", "B").row("x".repeat(30), "y".repeat(12)).lines(24))
                .allMatch(line -> line.length() <= 24)
                .last()
                .asString()
                .contains("x…", "y");
    }

    @Test
    void underlinesHeadingsWithinADescription() {
        assertThat(Table.inside("Name", "N").row("a", 1).lines(80))
                .containsExactly("  Name  N", "  ----  -", "  a     1");
    }

    @Test
    void keepsARowInOneLine() {
        assertThat(Table.of("A").row("one\ntwo\u001b[31m").lines(80))
                .last()
                .asString()
                .isEqualTo("one two [31m");
    }
}
