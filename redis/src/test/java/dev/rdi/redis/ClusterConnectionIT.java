package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rdi.embedded.RedisCluster;
import dev.rdi.embedded.RedisServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P33: the answers that only a cluster gives. */
class ClusterConnectionIT {

    private static RedisCluster cluster;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start(3);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void empty() {
        cluster.empty();
    }

    private static RedisConnection open() {
        return RedisConnection.open(RedisAddress.parse(cluster.url()), "test");
    }

    @Test
    void sendsEachCommandWhereItsKeyIsAndKeepsTheOrderOfReplies() {
        try (RedisConnection redis = open()) {
            assertThat(redis.nodes()).hasSize(3);
            for (int i = 0; i < 300; i++) {
                redis.send("SET", "k" + i, String.valueOf(i));
                redis.send("GET", "k" + i);
            }
            List<Object> replies = redis.replies();
            for (int i = 0; i < 300; i++) {
                assertThat(RedisConnection.text(replies.get(2 * i + 1))).isEqualTo(String.valueOf(i));
            }
            assertThat(keys(redis)).hasSize(300);
            for (RedisServer master : cluster.masters()) {
                assertThat(master.call("DBSIZE")).isNotEqualTo("0");
            }
        }
    }

    @Test
    void sendsATransactionWhole() {
        try (RedisConnection redis = open()) {
            for (int i = 0; i < 20; i++) {
                redis.send("MULTI", new byte[0][]);
                redis.send("SADD", "s" + i, "a");
                redis.send("EXPIRE", "s" + i, "100");
                redis.send("EXEC", new byte[0][]);
            }
            assertThat(RedisError.firstIn(redis.replies())).isNull();
            assertThat(redis.isIdle()).isTrue();
        }
    }

    @Test
    void learnsWhereASlotMoved() {
        String key = "moved";
        int slot = cluster.slot(key);
        RedisServer from = cluster.of(key);
        RedisServer to = other(from);
        try (RedisConnection redis = open()) {
            redis.require("SET", key, "1");
            cluster.move(slot, from, to);
            try {
                redis.send("INCR", key);
                redis.send("INCR", key);
                assertThat(redis.replies())
                        .allMatch(reply -> ((RedisError) reply).code().equals("MOVED"));
                assertThat(redis.require("INCR", key)).isEqualTo(2L);
                cluster.move(slot, to, from);
                assertThat(redis.require("INCR", key)).isEqualTo(3L);
            } finally {
                cluster.endMove(slot, to, from);
            }
        }
    }

    @Test
    void asksTheImportingServerForWhatHasMovedAlready() {
        String key = "{asked}1";
        int slot = cluster.slot(key);
        RedisServer from = cluster.of(key);
        RedisServer to = other(from);
        try (RedisConnection redis = open()) {
            redis.require("SET", "{asked}stays", "1");
            redis.require("SET", key, "1");
            cluster.beginMove(slot, from, to);
            from.call("MIGRATE", "127.0.0.1", String.valueOf(to.port()), key, "0", "5000");

            assertThat(redis.require("INCR", key)).isEqualTo(2L);
            assertThat(redis.require("INCR", "{asked}stays")).isEqualTo(2L);
            redis.send("MULTI", new byte[0][]);
            redis.send("INCR", key);
            redis.send("EXEC", new byte[0][]);
            assertThat(RedisError.firstIn(redis.replies())).isNull();
            assertThat(redis.require("SADD", "{asked}new", "a")).isEqualTo(1L);
            assertThat(to.call("DBSIZE")).isEqualTo("2");

            cluster.move(slot, from, to);
            assertThat(RedisConnection.text(redis.require("GET", key))).isEqualTo("3");
        } finally {
            cluster.move(slot, to, from);
        }
    }

    @Test
    void saysThatAScanMayHaveMissedKeysThatMoved() {
        int slot = cluster.slot("k");
        RedisServer from = cluster.of("k");
        try (RedisConnection redis = open()) {
            KeyPages pages = new KeyPages(redis, "COUNT", "100");
            cluster.move(slot, from, other(from));
            while (!pages.isDone()) {
                pages.next();
            }
            assertThat(catchThrowable(pages::requireAllSeen)).hasMessageContaining("on the move");
        } finally {
            cluster.move(slot, other(from), from);
        }
    }

    @Test
    void fencesAFormerLeaderOnEveryServer() {
        RedisAddress address = RedisAddress.parse(cluster.url());
        try (RedisSession old = new RedisSession(address, "target", new FixedLeadership(1));
                RedisSession now = new RedisSession(address, "target", new FixedLeadership(2))) {
            List<RedisConnection> before = old.connection().nodes();
            now.connection();
            for (RedisConnection node : before) {
                assertThat(catchThrowable(() -> node.call("PING"))).hasMessageContaining("lost the connection");
            }
        }
    }

    private static RedisServer other(RedisServer server) {
        return cluster.masters().stream()
                .filter(master -> !master.equals(server))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> keys(RedisConnection redis) {
        List<byte[]> found = new ArrayList<>();
        KeyPages pages = new KeyPages(redis, "COUNT", "100");
        while (!pages.isDone()) {
            found.addAll(pages.next());
        }
        pages.requireAllSeen();
        Set<String> keys = new HashSet<>();
        found.forEach(key -> keys.add(new String(key, StandardCharsets.UTF_8)));
        return keys;
    }
}
