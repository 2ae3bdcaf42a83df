package dev.rdi.redis.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutString;
import dev.rdi.redis.FixedLeadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Replicas;
import dev.rdi.redis.Retry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetriesIT {

    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();
    private final ExecutorService background = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        stop.request();
        background.shutdownNow();
    }

    /** A write counts when a replica has it; without one it waits, and says for what. */
    @Test
    void waitsForAReplica() throws Exception {
        try (RedisServer primary = RedisServer.builder().start();
                RedisServer replica = RedisServer.builder().start()) {
            RedisAddress address = new RedisAddress("127.0.0.1", primary.port());
            TargetWriter writer = writer(address, new Replicas(true, Duration.ofMillis(100), true));
            Future<?> writing = background.submit(() -> writer.write(List.of(string("a", "1"))));
            await().until(() -> health.problems().containsKey("target"));
            assertThat(health.problems().values())
                    .anyMatch(problem -> problem.code().equals("target.replica-behind"));

            replica.call("REPLICAOF", "127.0.0.1", String.valueOf(primary.port()));
            writing.get();
            assertThat(replica.call("GET", "a")).isEqualTo("1");
            assertThat(health.problems()).isEmpty();

            writer.write(List.of(string("a", "2")));
            assertThat(replica.call("GET", "a")).isEqualTo("2");
        }
    }

    /** What a lost connection wrote is written again, because nobody can wait for it any more. */
    @Test
    void writesAgainWhatALostConnectionWrote() throws Exception {
        try (RedisServer primary = RedisServer.builder().start();
                RedisServer replica = RedisServer.builder().start()) {
            RedisAddress address = new RedisAddress("127.0.0.1", primary.port());
            TargetWriter writer = writer(address, new Replicas(true, Duration.ofMillis(100), true));
            Future<?> writing = background.submit(() -> writer.write(List.of(string("a", "1"))));
            await().until(() -> health.problems().containsKey("target"));
            primary.call("SET", "a", "somebody else's");
            primary.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            replica.call("REPLICAOF", "127.0.0.1", String.valueOf(primary.port()));
            writing.get();
            assertThat(replica.call("GET", "a")).isEqualTo("1");
        }
    }

    @Test
    void goesOnWithoutAReplicaIfItDoesNotInsist() {
        try (RedisServer primary = RedisServer.builder().start()) {
            RedisAddress address = new RedisAddress("127.0.0.1", primary.port());
            TargetWriter writer = writer(address, new Replicas(true, Duration.ofMillis(10), false));
            assertThat(writer.write(List.of(string("a", "1")))).isEmpty();
            assertThat(primary.call("GET", "a")).isEqualTo("1");
        }
    }

    /** P33: what nobody knows may pass, but not for ever. */
    @Test
    void triesWhatItDoesNotKnowSoManyTimes() throws Exception {
        try (RedisServer server = RedisServer.builder().start();
                RewordingProxy proxy = new RewordingProxy(server.port(), "WRONGTYPE", "STRANGEST")) {
            server.call("SET", "taken", "mine");
            TargetWriter writer = writer(new RedisAddress("127.0.0.1", proxy.port()), Replicas.NOT_AWAITED);
            byte[][] fields = {bytes("n"), bytes("1")};
            Append refused = new Append(bytes("taken"), fields, Optional.empty(), Expiry.UNCHANGED);

            Map<Integer, RedisError> rejected = writer.write(List.of(string("a", "1"), refused, string("b", "2")));

            assertThat(rejected).containsOnlyKeys(1);
            assertThat(rejected.get(1)).extracting(RedisError::code).isEqualTo("STRANGEST");
            assertThat(proxy.replaced())
                    .as("once behind another write, then alone")
                    .isEqualTo(1 + 3);
            assertThat(server.call("GET", "b")).isEqualTo("2");
        }
    }

    private static PutString string(String key, String value) {
        return new PutString(bytes(key), bytes(value), Expiry.UNCHANGED);
    }

    private TargetWriter writer(RedisAddress address, Replicas replicas) {
        return new TargetWriter(
                new RedisSession(address, "target", new FixedLeadership(1)),
                new Retry("target", stop, health),
                new WriteSettings(200, 3, replicas));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
