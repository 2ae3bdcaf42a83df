package dev.rdi.demo;

import dev.rdi.embedded.EmbeddedServerException;
import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The servers of the demo: a PostgreSQL, and a Redis unless the user names one.
 *
 * <p>Immutable; closing it ends the servers that it started.
 */
record DemoServers(PostgresServer postgres, Optional<RedisServer> redis, RedisAddress address)
        implements AutoCloseable {

    /**
     * Starts them, both at the same time.
     *
     * @param given the user's own Redis
     * @param postgresPort 0 for any
     * @param redisPort 0 for any
     */
    static DemoServers start(Optional<RedisAddress> given, int postgresPort, int redisPort) {
        CompletableFuture<PostgresServer> postgres = CompletableFuture.supplyAsync(
                () -> PostgresServer.builder().port(postgresPort).start());
        try {
            if (given.isPresent()) {
                return new DemoServers(postgres.join(), Optional.empty(), given.get());
            }
            RedisServer redis = RedisServer.builder().port(redisPort).start();
            return new DemoServers(postgres.join(), Optional.of(redis), new RedisAddress(redis.host(), redis.port()));
        } catch (EmbeddedServerException e) {
            throw failure(e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof EmbeddedServerException cause ? failure(cause) : e;
        }
    }

    private static RdiException failure(EmbeddedServerException e) {
        return new RdiException(ErrorKind.CONFIG, e.code(), e.what(), e.cure(), e);
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
