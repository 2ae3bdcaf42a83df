package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.RdiException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaseIT {

    private static final Duration TTL = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private final Keys keys = new Keys("default");

    @ParameterizedTest
    @EnumSource(Server.class)
    void onlyOneHoldsIt(Server server) {
        try (RedisConnection redis = RedisConnection.open(server.fresh(), "")) {
            Lease first = acquire(redis, "a", TTL);
            assertThat(first.isHeld()).isTrue();
            Lease.Attempt second = Lease.tryAcquire(redis, "test", keys, "b", TTL);
            assertThat(second.lease()).isEmpty();
            assertThat(second.holder()).isEqualTo("a");

            first.release(redis);
            assertThat(first.isHeld()).isFalse();
            assertThat(acquire(redis, "b", TTL).epoch()).isGreaterThan(first.epoch());
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void endsWithItsTime(Server server) {
        try (RedisConnection redis = RedisConnection.open(server.fresh(), "")) {
            Lease first = acquire(redis, "a", SHORT);
            await().until(() -> !first.isHeld());
            await().until(() ->
                    Lease.tryAcquire(redis, "test", keys, "b", TTL).lease().isPresent());
            assertThat(first.renew(redis)).isFalse();
            assertThat(first.isHeld()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void lastsAsLongAsItIsRenewed(Server server) {
        try (RedisConnection redis = RedisConnection.open(server.fresh(), "")) {
            Lease lease = acquire(redis, "a", Duration.ofMillis(500));
            long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                assertThat(lease.renew(redis)).isTrue();
                return System.nanoTime() > end;
            });
            assertThat(Lease.tryAcquire(redis, "test", keys, "b", TTL).lease()).isEmpty();
        }
    }

    /** A standby can take over, and a leader stay, although the RDI database is full. */
    @Test
    void worksInAFullRedis() {
        try (RedisServer server = RedisServer.builder().maxMemory(3_000_000).start();
                RedisConnection redis = RedisConnection.open(new RedisAddress("127.0.0.1", server.port()), "")) {
            for (int i = 0; !(redis.call("SET", "filler:" + i, "x".repeat(10_000)) instanceof RedisError); i++) {
                assertThat(i).isLessThan(10_000);
            }
            Lease lease = acquire(redis, "a", TTL);
            assertThat(lease.renew(redis)).isTrue();
            lease.release(redis);
            assertThat(acquire(redis, "b", TTL).isHeld()).isTrue();
        }
    }

    /** Invariant 7, R56: a successor ends the connections of former leaders, and only those. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void aSuccessorEndsTheConnectionsOfItsPredecessors(Server server) {
        RedisAddress address = server.fresh();
        FixedLeadership former = new FixedLeadership(1);
        RedisConnection old = new RedisSession(address, "target", former).connection();
        RedisConnection other = RedisConnection.open(address, "rdi:other:default:target:1");
        assertThat(old.call("PING")).isNotNull();

        RedisConnection successor = new RedisSession(address, "processor", new FixedLeadership(2)).connection();

        assertThatThrownBy(() -> old.call("SET", "zombie", "1"))
                .isInstanceOf(RdiException.class)
                .hasMessageContaining("lost the connection");
        assertThat(RedisConnection.text(other.call("PING"))).isEqualTo("PONG");
        assertThat(successor.call("EXISTS", "zombie")).isEqualTo(0L);
        other.close();
        successor.close();
    }

    @Test
    void aFormerLeaderDoesNotConnectAgain() {
        FixedLeadership leadership = new FixedLeadership(1);
        RedisSession session = new RedisSession(Server.STANDALONE.fresh(), "target", leadership);
        session.connection().close();
        leadership.lose();
        assertThatThrownBy(session::connection).hasMessageContaining("doesn't lead");
    }

    @Test
    void aNewConnectionOfARoleEndsTheOneBeforeIt() {
        RedisAddress address = Server.STANDALONE.fresh();
        FixedLeadership leadership = new FixedLeadership(1);
        RedisConnection before = new RedisSession(address, "target", leadership).connection();
        RedisConnection sameLeader = new RedisSession(address, "collector", leadership).connection();
        new RedisSession(address, "target", leadership).connection();
        assertThatThrownBy(() -> before.call("PING")).isInstanceOf(RdiException.class);
        assertThat(RedisConnection.text(sameLeader.call("PING"))).isEqualTo("PONG");
    }

    private Lease acquire(RedisConnection redis, String instance, Duration ttl) {
        return Lease.tryAcquire(redis, "test", keys, instance, ttl).lease().orElseThrow();
    }
}
