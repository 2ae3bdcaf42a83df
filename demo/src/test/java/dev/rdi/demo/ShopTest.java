package dev.rdi.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopTest {
    @ParameterizedTest
    @ValueSource(longs = {20, 21, 99, 18_240, 1_000_000})
    void splitsAllRowsOverTheTables(long rows) {
        Shop shop = new Shop(rows, 1);
        assertThat(shop.rowsByTable()).containsOnlyKeys(Shop.TABLES);
        assertThat(shop.rowsByTable().values()).allMatch(count -> count > 0);
        assertThat(shop.rowsByTable().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(rows);
    }

    @Test
    void refusesTooFewRows() {
        assertThatThrownBy(() -> new Shop(19, 1)).hasMessage("a shop has at least 20 rows, not 19");
    }
}
