package dev.rdi.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A Redis with a replica on 127.0.0.1, and three sentinels that make the replica the master when the master is gone.
 *
 * <p>Thread-safe.
 */
public final class RedisSentinels implements AutoCloseable {
    /** The name of the master. */
    public static final String MASTER = "mymaster";

    private static final int SENTINELS = 3;
    private static final int QUORUM = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RedisServer master;
    private final RedisServer replica;
    private final List<RedisServer> sentinels = new ArrayList<>();

    private RedisSentinels(RedisServer master, RedisServer replica) {
        this.master = master;
        this.replica = replica;
    }

    /** Starts all of it; on return the sentinels know each other and the replica. */
    public static RedisSentinels start() {
        RedisServer master =
                RedisServer.builder().line("repl-diskless-sync-delay 0").start();
        RedisServer replica = RedisServer.builder()
                .line("replicaof 127.0.0.1 " + master.port())
                .start();
        RedisSentinels all = new RedisSentinels(master, replica);
        try {
            all.watch();
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private void watch() {
        await("the replica follows", () -> replica.call("INFO", "replication").contains("master_link_status:up"));
        for (int i = 0; i < SENTINELS; i++) {
            sentinels.add(RedisServer.builder()
                    .role(RedisSettings.Role.SENTINEL)
                    .line("sentinel monitor " + MASTER + " 127.0.0.1 " + master.port() + " " + QUORUM)
                    .line("sentinel down-after-milliseconds " + MASTER + " 1000")
                    .line("sentinel failover-timeout " + MASTER + " 5000")
                    .start());
        }
        await("the sentinels know all", () -> sentinels.stream().allMatch(this::knowsAll));
    }

    private boolean knowsAll(RedisServer sentinel) {
        String state = sentinel.call("INFO", "sentinel");
        return state.contains("slaves=1,sentinels=" + SENTINELS);
    }

    /** The server that is the master in the beginning. */
    public RedisServer master() {
        return master;
    }

    /** The server that is the replica in the beginning. */
    public RedisServer replica() {
        return replica;
    }

    /** Where the sentinels are, as {@code host:port,host:port …}. */
    public String hosts() {
        return sentinels.stream().map(it -> it.host() + ":" + it.port()).collect(Collectors.joining(","));
    }

    private static void await(String what, BooleanSupplier condition) {
        if (!Waiting.until(PATIENCE, condition)) {
            throw new EmbeddedServerException(
                    "embedded.redis-sentinel",
                    "It was waited in vain until " + what,
                    "Look into the logs of the servers");
        }
    }

    @Override
    public void close() {
        sentinels.forEach(RedisServer::close);
        replica.close();
        master.close();
    }
}
