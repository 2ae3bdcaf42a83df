package dev.rdi.redis;

import dev.rdi.model.RdiException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a Redis for short tasks of many threads. Not for leaders: these connections carry no epoch.
 *
 * <p>Thread-safe.
 */
public final class RedisPool implements AutoCloseable {

    private static final int MOST = 16;

    /** A connection that rested longer is asked whether it still works. */
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private volatile RedisAddress address;
    private final String name;
    private final Semaphore free = new Semaphore(MOST, true);
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(RedisConnection connection, long since) {}

    /**
     * Prepares the pool; nothing is connected yet.
     *
     * @param name shown by CLIENT LIST
     */
    public RedisPool(RedisAddress address, String name) {
        this.address = address;
        this.name = name;
    }

    /**
     * Does something with a connection, which must not be kept.
     *
     * @param key one of the keys that it is about; all of them live in one slot
     * @throws RdiException TRANSIENT if there is none to be had
     */
    public <T> T with(String key, Function<RedisConnection, T> task) {
        free.acquireUninterruptibly();
        try {
            RedisConnection connection = take();
            try {
                return task.apply(connection);
            } finally {
                giveBack(connection);
            }
        } finally {
            free.release();
        }
    }

    /** Does something with a connection that has no result. */
    public void run(String key, Consumer<RedisConnection> task) {
        with(key, connection -> {
            task.accept(connection);
            return true;
        });
    }

    public RedisAddress address() {
        return address;
    }

    private RedisConnection take() {
        Idle rested;
        while ((rested = poll()) != null) {
            if (System.nanoTime() - rested.since() < FRESH || works(rested.connection())) {
                return rested.connection();
            }
            rested.connection().close();
        }
        RedisConnection connection = RedisConnection.open(address, name);
        address = connection.address();
        return connection;
    }

    private static boolean works(RedisConnection connection) {
        try {
            return connection.nodes().stream().noneMatch(node -> node.call("PING") instanceof RedisError);
        } catch (RdiException e) {
            return false;
        }
    }

    private synchronized @Nullable Idle poll() {
        return idle.pollLast();
    }

    private synchronized void giveBack(RedisConnection connection) {
        if (closed || !connection.isOpen() || !connection.isIdle()) {
            connection.close();
        } else {
            idle.addLast(new Idle(connection, System.nanoTime()));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(rested -> rested.connection().close());
        idle.clear();
    }
}
