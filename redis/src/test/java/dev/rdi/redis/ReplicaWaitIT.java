package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries and offsets that count only when a replica of the RDI database has them. */
class ReplicaWaitIT {

    private static final String ORDERS = "data:{rdi:public.orders}";
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Keys keys = new Keys("default");
    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final RedisServer primary =
            RedisServer.builder().line("repl-diskless-sync-delay 0").start();
    private RedisServer replica =
            RedisServer.builder().line("repl-diskless-sync-delay 0").start();
    private final RedisSession session =
            new RedisSession(new RedisAddress("127.0.0.1", primary.port()), "collector", new FixedLeadership(1));

    @BeforeEach
    void replicate() {
        replica.call("REPLICAOF", "127.0.0.1", String.valueOf(primary.port()));
    }

    @AfterEach
    void end() {
        stop.request();
        background.shutdownNow();
        session.close();
        replica.close();
        primary.close();
    }

    @Test
    void confirmsWhatAReplicaHas() {
        ChangeStreams streams = streams(wait(true));
        streams.define(ORDERS, "f1", bytes("{}"));
        streams.append(List.of(batch("1")));
        assertThat(replica.call("XLEN", ORDERS)).isEqualTo("1");
        assertThat(replica.call("HGET", Keys.schemas(ORDERS), "f1")).isEqualTo("{}");
        assertThat(health.problems()).isEmpty();
    }

    @Test
    void waitsByNameWhileThereIsNoReplicaAndThenGoesOn() throws Exception {
        ChangeStreams streams = streams(wait(true));
        streams.define(ORDERS, "f1", bytes("{}"));
        streams.append(List.of(batch("1")));
        replica.close();

        Future<?> appending = background.submit(() -> streams.append(List.of(batch("2"))));
        awaitProblem("rdi");
        assertThat(appending.isDone()).isFalse();

        replica = RedisServer.builder().line("repl-diskless-sync-delay 0").start();
        replicate();
        appending.get();
        assertThat(replica.call("XLEN", ORDERS)).isEqualTo("2");
        assertThat(health.problems()).isEmpty();
    }

    /** A new connection may lead to another server, which never got the entries. */
    @Test
    void appendsAgainWhatALostConnectionAppended() throws Exception {
        replica.call("REPLICAOF", "NO", "ONE");
        ChangeStreams streams = streams(wait(true));
        streams.define(ORDERS, "f1", bytes("{}"));
        Future<?> appending = background.submit(() -> streams.append(List.of(batch("1"))));
        awaitProblem("rdi");
        primary.call("FLUSHALL");
        primary.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        replicate();
        appending.get();
        assertThat(replica.call("XLEN", ORDERS)).isEqualTo("1");
        assertThat(replica.call("HGET", Keys.schemas(ORDERS), "f1")).isEqualTo("{}");
    }

    /** A master that was stopped wakes as a replica, and what it confirmed as it woke is gone. */
    @Test
    void appendsAgainWhatAServerAppendedThatBecameAReplica() throws Exception {
        replica.call("REPLICAOF", "NO", "ONE");
        ChangeStreams streams = streams(wait(true));
        streams.define(ORDERS, "f1", bytes("{}"));
        Future<?> appending = background.submit(() -> streams.append(List.of(batch("1"))));
        awaitProblem("rdi");
        replica.call("FLUSHALL");
        primary.call("REPLICAOF", "127.0.0.1", String.valueOf(replica.port()));
        await().until(() -> primary.call("EXISTS", ORDERS).equals("0"));
        await().during(Duration.ofMillis(300)).until(() -> !appending.isDone());
        primary.call("REPLICAOF", "NO", "ONE");
        replicate();
        appending.get();
        assertThat(replica.call("XLEN", ORDERS)).isEqualTo("1");
        assertThat(replica.call("HGET", Keys.schemas(ORDERS), "f1")).isEqualTo("{}");
    }

    @Test
    void goesOnWithAWarningIfItDoesNotInsist() {
        replica.call("REPLICAOF", "NO", "ONE");
        ChangeStreams streams = streams(wait(false));
        streams.append(List.of(batch("1")));
        streams.append(List.of(batch("2")));
        awaitProblem("rdi, replica");
        assertThat(primary.call("XLEN", ORDERS)).isEqualTo("2");

        replicate();
        await().until(() -> {
            streams.append(List.of(batch("3")));
            return health.problems().isEmpty();
        });
    }

    /** Invariant 6: PostgreSQL may forget what lies before a stored offset. */
    @Test
    void anOffsetCountsWhenAReplicaHasIt() throws Exception {
        replica.call("REPLICAOF", "NO", "ONE");
        OffsetStore offsets = new OffsetStore(session, keys, stop, health, wait(true));
        Future<?> saving = background.submit(() -> offsets.save("{}", "{\"lsn\":1}"));
        awaitProblem("rdi");
        assertThat(saving.isDone()).isFalse();
        replicate();
        saving.get();
        assertThat(replica.call("HGET", keys.offsets(), "{}")).isEqualTo("{\"lsn\":1}");
    }

    private void awaitProblem(String part) {
        await().until(() -> health.problems().containsKey(part));
        assertThat(health.problems().get(part)).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("rdi.replica-behind");
            assertThat(problem.what()).contains("no replica of 127.0.0.1:" + primary.port());
        });
    }

    private ReplicaWait wait(boolean insists) {
        return new ReplicaWait(
                session,
                new Replicas(true, Duration.ofMillis(200), insists),
                new Retry("rdi", stop, health, PAUSE, PAUSE),
                "rdi.replica-behind",
                "see whether there is a replica");
    }

    private ChangeStreams streams(ReplicaWait replicas) {
        return new ChangeStreams(session, keys, 1_000_000, stop, health, replicas);
    }

    private static ChangeStreams.Batch batch(String value) {
        return new ChangeStreams.Batch(ORDERS, List.<byte[][]>of(new byte[][] {bytes("n"), bytes(value)}));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
