package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HashSlotTest {

    @Test
    void isTheOneThatTheSpecificationGives() {
        assertThat(slot("123456789")).isEqualTo(0x31C3);
        assertThat(slot("")).isZero();
        assertThat(slot("foo")).isEqualTo(12_182);
    }

    @Test
    void countsOnlyTheFirstTag() {
        assertThat(slot("{user1000}.following")).isEqualTo(slot("user1000"));
        assertThat(slot("foo{}{bar}")).isNotEqualTo(slot("bar"));
        assertThat(slot("foo{{bar}}zap")).isEqualTo(slot("{bar"));
        assertThat(slot("foo{bar}{zap}")).isEqualTo(slot("bar"));
        assertThat(slot("foo{bar")).isNotEqualTo(slot("bar"));
    }

    private static int slot(String key) {
        return HashSlot.of(key.getBytes(StandardCharsets.UTF_8));
    }
}
