package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisSentinels;
import dev.rdi.model.RdiException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SentinelIT {

    @Test
    void followsTheMasterThroughAFailover() {
        try (RedisSentinels servers = RedisSentinels.start()) {
            RedisAddress address = RedisAddress.parse("redis-sentinel://" + servers.hosts() + "/mymaster");
            assertThatThrownBy(() ->
                            RedisConnection.open(RedisAddress.parse("redis-sentinel://" + servers.hosts() + "/no"), ""))
                    .hasMessageContaining("know no master called no");
            try (RedisSession session = new RedisSession(address, "target", new FixedLeadership(1))) {
                RedisConnection redis = session.connection();
                redis.require("SET", "k", "1");
                assertThat(redis.address().port()).isEqualTo(servers.master().port());
                assertThat(redis.replicas(Duration.ofSeconds(2))).isEqualTo(1);

                servers.master().kill();
                await().atMost(Duration.ofSeconds(20))
                        .ignoreExceptionsInstanceOf(RdiException.class)
                        .until(() -> session.connection().require("SET", "k", "2") != null);
                assertThat(session.connection().address().port())
                        .isEqualTo(servers.replica().port());
            }
        }
    }
}
