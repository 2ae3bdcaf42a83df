package dev.rdi.demo;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The servers of the demo: a PostgreSQL, and a Redis unless the user names one.
 *
 * <p>Immutable; closing it ends the servers that it started.
 */
record DemoServers(PostgresServer postgres, Optional<RedisServer> redis, RedisAddress address)
        implements AutoCloseable {

    /** Starts them, both at the same time. */
    static DemoServers start(Optional<RedisAddress> given) {
        CompletableFuture<PostgresServer> postgres = CompletableFuture.supplyAsync(PostgresServer::startDefault);
        if (given.isPresent()) {
            return new DemoServers(postgres.join(), Optional.empty(), given.get());
        }
        RedisServer redis = RedisServer.startDefault();
        return new DemoServers(postgres.join(), Optional.of(redis), new RedisAddress(redis.host(), redis.port()));
    }

    /** How a user looks into Redis. */
    String redisCommand() {
        return redis.map(RedisServer::cliCommand).orElse("redis-cli -h " + address.host() + " -p " + address.port());
    }

    /** Lets the servers live on after this process. */
    void leaveRunning() {
        postgres.detach();
        redis.ifPresent(RedisServer::detach);
    }

    @Override
    public void close() {
        postgres.close();
        redis.ifPresent(RedisServer::close);
    }
}
