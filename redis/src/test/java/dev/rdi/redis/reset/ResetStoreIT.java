package dev.rdi.redis.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.TableId;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.Server;
import dev.rdi.redis.reset.ResetState.Phase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResetStoreIT {

    private static final Keys KEYS = new Keys("shop");
    private static final List<ResetTable> TABLES = List.of(
            new ResetTable(new TableId("rdi", "db", "public", "two words\n+ä"), List.of("a b", "%")),
            new ResetTable(new TableId("rdi", "db", "", "keyless"), List.of()));

    private final ResetStore store = new ResetStore(KEYS);

    @ParameterizedTest
    @EnumSource(Server.class)
    void passesItsPhasesAndForgetsWhatItMended(Server server) {
        try (RedisConnection redis = RedisConnection.open(server.fresh(), "")) {
            Losses losses = new Losses(KEYS);
            losses.record(redis, new Loss(Loss.Kind.TARGET_WIPED, "old"));
            store.request(redis, "why");
            String id = store.load(redis).orElseThrow().id();
            redis.require("HINCRBY", KEYS.losses(), "TARGET_WIPED old", "-1000");
            store.begin(redis, id, true, TABLES);
            losses.record(redis, new Loss(Loss.Kind.TARGET_WIPED, "while it ran"));
            store.captured(redis, id);
            assertThat(store.load(redis)).contains(new ResetState(id, Phase.CAPTURED, "why", true, TABLES));
            store.swept(redis, id);
            store.finish(redis, id);
            assertThat(store.load(redis)).isEmpty();
            assertThat(losses.load(redis)).containsExactly(new Loss(Loss.Kind.TARGET_WIPED, "while it ran"));
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void ignoresStepsOfAnEarlierReset(Server server) {
        try (RedisConnection redis = RedisConnection.open(server.fresh(), "")) {
            store.request(redis, "first");
            String earlier = store.load(redis).orElseThrow().id();
            store.request(redis, "second");
            store.requestUnlessOnItsWay(redis, "third");
            store.begin(redis, earlier, true, TABLES);
            store.captured(redis, earlier);
            store.finish(redis, earlier);
            assertThat(store.load(redis).orElseThrow().phase()).isEqualTo(Phase.REQUESTED);
            assertThat(store.load(redis).orElseThrow().cause()).isEqualTo("second");
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void knowsWhichKeysWereWrittenAndNothingOnceItIsForgotten(Server server) {
        try (RedisConnection redis = RedisConnection.open(server.fresh(), "")) {
            WrittenKeys written = new WrittenKeys(KEYS);
            store.request(redis, "why");
            String id = store.load(redis).orElseThrow().id();
            assertThat(written.add(redis, "target", List.of(key("a:1"), key("a:2"))))
                    .isEmpty();
            List<byte[]> found = List.of(key("a:1"), key("a:3"), key("a:2"));
            assertThat(written.missing(redis, "target", found, id)).containsExactly(key("a:3"));
            assertThat(written.missing(redis, "other", found, id)).hasSize(3);

            redis.require("FLUSHALL");
            assertThat(written.missing(redis, "target", found, id)).isEmpty();
            written.clear(redis);
        }
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
