package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandKeyTest {

    @Test
    void isTheFirstWordOfMostCommands() {
        assertThat(key("HSET", "k", "f", "v")).isEqualTo("k");
        assertThat(key("json.set", "k", "$", "1")).isEqualTo("k");
    }

    @Test
    void liesFurtherBehindInSome() {
        assertThat(key("EVAL", "return 1", "2", "k", "l", "m")).isEqualTo("k");
        assertThat(key("XREAD", "COUNT", "1", "STREAMS", "k", "0-0")).isEqualTo("k");
        assertThat(key("XINFO", "STREAM", "k")).isEqualTo("k");
    }

    @Test
    void isMissingWhereServersAreMeant() {
        assertThat(key("PING")).isEqualTo("none");
        assertThat(key("SCAN", "0")).isEqualTo("none");
        assertThat(key("INFO", "memory")).isEqualTo("none");
    }

    private static String key(String... words) {
        byte[][] raw = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            raw[i] = RedisConnection.bytes(words[i]);
        }
        byte[] key = CommandKey.of(raw);
        return key == null ? "none" : RedisConnection.text(key);
    }
}
