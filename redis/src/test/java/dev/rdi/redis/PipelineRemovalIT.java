package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineRemovalIT {

    private static final String ORDERS = "data:{rdi:shop*:public.orders}";
    private static final Keys KEYS = new Keys("shop*");

    @ParameterizedTest
    @EnumSource(Server.class)
    @DisplayName("R55: nothing of the pipeline stays, everything of others does; again is harmless")
    void deletesAllKeysOfThePipelineAndNoOther(Server server) {
        try (RedisConnection redis = RedisConnection.open(server.fresh(), "")) {
            Set<String> others = fillOthers(redis);
            fill(redis);
            PipelineRemoval removal = new PipelineRemoval(KEYS, Set.of(KEYS.lease()));
            assertThat(removal.remove(redis, List.of("configured"), List.of("ext:orders")))
                    .isEqualTo(20);
            removal.removeMark(redis, "prod", "known");
            others.add(KEYS.lease());
            assertThat(names(redis)).isEqualTo(others);
            assertThat(removal.remove(redis, List.of("configured"), List.of("ext:orders")))
                    .isZero();
            assertThat(names(redis)).isEqualTo(others);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    @DisplayName("R55: a removal that was interrupted goes on")
    void goesOnAfterAnInterruption(Server server) {
        try (RedisConnection redis = RedisConnection.open(server.fresh(), "")) {
            fill(redis);
            redis.require("UNLINK", Keys.schemas(ORDERS));
            redis.require("UNLINK", KEYS.offsets());
            new PipelineRemoval(KEYS, Set.of()).remove(redis, List.of("configured"), List.of("ext:orders"));
            assertThat(names(redis)).containsExactlyInAnyOrder("ext:orders", Keys.targetMark("prod", "shop*", "known"));
        }
    }

    private static void fill(RedisConnection redis) {
        redis.require("SADD", KEYS.streams(), ORDERS, "data:{rdi:shop*:public.users}");
        for (String key : List.of(
                ORDERS,
                Keys.schemas(ORDERS),
                Keys.staged(ORDERS),
                Keys.deadLetters(ORDERS),
                Keys.later(ORDERS),
                Keys.position(ORDERS, "configured"),
                Keys.position(ORDERS, "known"),
                "data:{rdi:shop*:public.users}",
                Keys.deadLetters("ext:orders"),
                Keys.position("ext:orders", "known"),
                "ext:orders",
                KEYS.bell(),
                KEYS.offsets(),
                KEYS.lease(),
                KEYS.epoch(),
                KEYS.status(),
                KEYS.id(),
                KEYS.mark("known"),
                KEYS.writtenKeys(0),
                KEYS.writtenKeys(65_535),
                "rdi:{shop*}:config",
                "rdi:{shop*}:secrets",
                Keys.targetMark("prod", "shop*", "known"))) {
            redis.require("SET", key, "x");
        }
    }

    private static Set<String> fillOthers(RedisConnection redis) {
        Set<String> others = new TreeSet<>(Set.of(
                "rdi:{shopping}:offsets",
                "rdi:{shop}:offsets",
                "rdi:{default}:streams",
                "data:{rdi:public.orders}",
                "pos:data:{rdi:public.orders}:known",
                "orders:id:1"));
        others.forEach(key -> redis.require("SET", key, "x"));
        others.add("ext:orders");
        return others;
    }

    private static Set<String> names(RedisConnection redis) {
        Set<String> names = new TreeSet<>();
        ((List<?>) redis.require("KEYS", "*")).forEach(key -> names.add(RedisConnection.text(key)));
        return names;
    }
}
