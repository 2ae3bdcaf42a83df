package dev.rdi.redis.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.redis.FixedLeadership;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Replicas;
import dev.rdi.redis.Server;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RDI database and target are one Redis here, so that their keys would collide if they could. */
@DisplayName("P34: a target that was emptied or restored is noticed")
class TargetMarkIT {

    private static final Keys KEYS = new Keys("shop");
    private static final String MARK = Keys.targetMark("test", "shop", "cache");

    @ParameterizedTest
    @EnumSource(Server.class)
    void saysNothingAboutANewTargetOrAProcessThatDied(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            for (int i = 0; i < 3; i++) {
                TargetMark mark = mark(address);
                mark.look();
                mark.look();
                // Died after the target had confirmed, before that was stored.
                redis.require("HINCRBY", KEYS.mark("cache"), "number", "-1");
            }
            assertThat(new Losses(KEYS).load(redis)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void noticesThatTheTargetWasEmptiedOnceForEachTime(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            TargetMark mark = mark(address);
            mark.look();
            redis.require("DEL", MARK);
            mark(address).look();
            assertThat(new Losses(KEYS).load(redis)).containsExactly(new Loss(Loss.Kind.TARGET_WIPED, "cache"));

            redis.require("DEL", KEYS.losses());
            mark(address).look();
            assertThat(new Losses(KEYS).load(redis)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void noticesAnOldBackup(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            TargetMark mark = mark(address);
            mark.look();
            String old = RedisConnection.text(redis.require("GET", MARK));
            mark.look();
            redis.require("SET", MARK, old);
            mark.look();
            assertThat(new Losses(KEYS).load(redis)).containsExactly(new Loss(Loss.Kind.TARGET_RESTORED, "cache"));
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void noticesThatTheRdiDatabaseForgotTheTarget(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            mark(address).look();
            redis.require("DEL", KEYS.mark("cache"));
            mark(address).look();
            assertThat(new Losses(KEYS).load(redis)).containsExactly(Loss.of(Loss.Kind.RDI_WIPED));
            assertThat(new ResetStore(KEYS).load(redis)).isPresent();
        }
    }

    /** What no replica has isn't lost if a replica takes over without it. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void countsOnNothingThatNoReplicaHasWhereOneIsAwaited(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            TargetMark mark = mark(address, new Replicas(true, Duration.ofMillis(10), true));
            mark.look();
            String old = RedisConnection.text(redis.require("GET", MARK));
            mark.look();
            redis.require("SET", MARK, old);
            mark.look();
            redis.require("DEL", MARK);
            mark.look();
            assertThat(new Losses(KEYS).load(redis)).isEmpty();
        }
    }

    private static TargetMark mark(RedisAddress address) {
        return mark(address, Replicas.NOT_AWAITED);
    }

    private static TargetMark mark(RedisAddress address, Replicas replicas) {
        return new TargetMark(KEYS, "test", "cache", session(address, "watch"), session(address, "watch-0"), replicas);
    }

    private static RedisSession session(RedisAddress address, String role) {
        return new RedisSession(address, role, new FixedLeadership(1));
    }
}
