package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @Test
    void readsHostPortUserAndPassword() {
        assertThat(RedisAddress.parse("redis://db")).isEqualTo(new RedisAddress("db", 6379));
        assertThat(RedisAddress.parse("redis://db:12001/")).isEqualTo(new RedisAddress("db", 12001));
        assertThat(RedisAddress.parse("redis://:pw@db:1")).isEqualTo(new RedisAddress("db", 1, "", "pw", Tls.NONE));
        assertThat(RedisAddress.parse("redis://u:pw@db:1/0")).isEqualTo(new RedisAddress("db", 1, "u", "pw", Tls.NONE));
        assertThat(RedisAddress.parse("rediss://[::1]:1")).isEqualTo(new RedisAddress("::1", 1, "", "", Tls.SYSTEM));
    }

    /** R31: every password can be written. */
    @Test
    void decodesSpecialCharacters() {
        RedisAddress address = RedisAddress.parse("redis://us%3Aer:%25%40%3A%2F%23%3F%26%22'%5C+%20@db");
        assertThat(address.user()).isEqualTo("us:er");
        assertThat(address.password()).isEqualTo("%@:/#?&\"'\\+ ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db:6379", "http://db", "redis://", "redis://db:x", "redis://db/1", "redis://p w@db"})
    void refusesWhatIsNoAddressWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> RedisAddress.parse(text)).isInstanceOfSatisfying(RdiException.class, e -> {
            assertThat(e.cure()).contains("redis://HOST:PORT");
            assertThat(e.code()).isEqualTo("redis.address.malformed");
        });
    }

    /** R72: a password never gets into a message or a log by accident. */
    @Test
    void keepsThePasswordOutOfItsText() {
        assertThat(RedisAddress.parse("redis://user:canary@db:1").toString()).isEqualTo("db:1");
    }

    @Test
    void namesSeveralServersOfACluster() {
        RedisAddress address = RedisAddress.parse("redis://u:p@a:7000,b,[::1]:7002");
        assertThat(address.host()).isEqualTo("a");
        assertThat(address.password()).isEqualTo("p");
        assertThat(address.seeds())
                .containsExactly(new Endpoint("a", 7000), new Endpoint("b", 6379), new Endpoint("::1", 7002));
        assertThat(address.topology().isSentinel()).isFalse();
    }

    @Test
    void namesSentinelsAndTheirMaster() {
        RedisAddress address = RedisAddress.parse("rediss-sentinel://a,b:1/mymaster");
        assertThat(address.seeds()).containsExactly(new Endpoint("a", 26379), new Endpoint("b", 1));
        assertThat(address.topology().master()).isEqualTo("mymaster");
        assertThatThrownBy(() -> RedisAddress.parse("redis-sentinel://a,b")).hasMessageContaining("can't be read");
    }

    /** What a target of the configuration can name as its host. */
    @Test
    void readsHostsWithoutUrl() {
        assertThat(RedisAddress.of("db", 1, "u", "p", Tls.NONE))
                .isEqualTo(new RedisAddress("db", 1, "u", "p", Tls.NONE));
        assertThat(RedisAddress.of("::1", 1, "", "", Tls.NONE)).isEqualTo(new RedisAddress("::1", 1));
        assertThat(RedisAddress.of("a,b:2/main", 1, "", "", Tls.NONE))
                .isEqualTo(RedisAddress.parse("redis-sentinel://a:1,b:2/main"));
    }
}
