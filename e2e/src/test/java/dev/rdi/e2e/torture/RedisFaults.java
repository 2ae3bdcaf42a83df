package dev.rdi.e2e.torture;

import dev.rdi.e2e.RedisKeys;
import dev.rdi.embedded.RedisServer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What can be wrong with a Redis server.
 *
 * <p>Thread-safe.
 */
record RedisFaults(RedisServer server) {

    private static final long LOADING_MILLIS = 1_500;

    Ongoing restart(long millis) {
        server.kill();
        return Ongoing.lasting(millis, server::start);
    }

    Ongoing pause(long millis) {
        server.pause();
        return Ongoing.lasting(millis, server::resume);
    }

    /** OOM: any data is more than the limit. */
    Ongoing fill(long millis) {
        call("CONFIG", "SET", "maxmemory", "1");
        return Ongoing.lasting(millis, () -> call("CONFIG", "SET", "maxmemory", "0"));
    }

    /** READONLY: the server follows a primary that nobody can reach. */
    Ongoing refuseWrites(long millis) {
        call("REPLICAOF", "127.0.0.1", "1");
        return Ongoing.lasting(millis, () -> call("REPLICAOF", "NO", "ONE"));
    }

    /** LOADING: the server saves its data and reads them again, slowly. */
    Ongoing load() {
        long keys = Math.max(1, Long.parseLong(call("DBSIZE")));
        call("CONFIG", "SET", "key-load-delay", Long.toString(Math.max(1, LOADING_MILLIS * 1_000 / keys)));
        call("CONFIG", "SET", "loading-process-events-interval-bytes", "1024");
        CountDownLatch loaded = inBackground("DEBUG", "RELOAD");
        return Ongoing.lasting(0, () -> {
            await(loaded);
            call("CONFIG", "SET", "key-load-delay", "0");
        });
    }

    /** BUSY: a script that doesn't end. */
    Ongoing beBusy(long millis) {
        call("CONFIG", "SET", "busy-reply-threshold", "50");
        CountDownLatch ended = inBackground("EVAL", "while true do end", "0");
        return Ongoing.lasting(millis, () -> {
            do {
                call("SCRIPT", "KILL");
            } while (!isOver(ended));
        });
    }

    private String call(String... command) {
        return server.call(command);
    }

    private CountDownLatch inBackground(String command, String... arguments) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try (Jedis redis = RedisKeys.connect(server)) {
                        redis.getConnection().setTimeoutInfinite();
                        redis.sendCommand(() -> command.getBytes(StandardCharsets.UTF_8), arguments);
                    } catch (JedisException e) {
                        // A script that was ended answers with an error.
                    } finally {
                        ended.countDown();
                    }
                },
                "redis-" + command);
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOver(CountDownLatch ended) {
        try {
            return ended.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
