package dev.rdi.redis;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections whose server takes nothing any more: a socket can be told how long to wait for a reply, but not for
 * the network to take what is written.
 *
 * <p>Thread-safe. There is one for all connections of a process, because it needs a thread.
 */
final class WriteWatch {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final Set<NodeConnection> writing = ConcurrentHashMap.newKeySet();
    private boolean started;

    private static final class Holder {
        private static final WriteWatch SHARED = new WriteWatch();
    }

    static WriteWatch shared() {
        return Holder.SHARED;
    }

    /** Watches a connection until {@link #forget}. */
    void watch(NodeConnection connection) {
        writing.add(connection);
        start();
    }

    void forget(NodeConnection connection) {
        writing.remove(connection);
    }

    private synchronized void start() {
        if (!started) {
            Thread thread = new Thread(this::look, "redis-write-watch");
            thread.setDaemon(true);
            thread.start();
            started = true;
        }
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOK_INTERVAL.toMillis());
                writing.forEach(NodeConnection::closeIfStuck);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
