package dev.rdi.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy on loopback that can cut connections, refuse them, delay bytes or swallow them.
 *
 * <p>It starts transparent. Each connection has two threads of its own, which end with it; the proxy
 * keeps its port while it refuses. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean refusing;
    private volatile boolean toTargetSwallowed;
    private volatile boolean fromTargetSwallowed;

    private TcpProxy(int targetPort) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        target = new InetSocketAddress(loopback, targetPort);
        listener = new ServerSocket(0, 50, loopback);
    }

    /** Starts a proxy on a free port before a port on 127.0.0.1. */
    public static TcpProxy before(int targetPort) {
        try {
            TcpProxy proxy = new TcpProxy(targetPort);
            proxy.startThread("accept", proxy::acceptAll);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were taken and passed on so far. */
    public long acceptedConnections() {
        return accepted.get();
    }

    /** Closes all connections that are open now; new ones are welcome. */
    public void cut() {
        open.forEach(TcpProxy::close);
    }

    /** Closes all connections, and new ones at once, until {@link #heal}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Swallows every byte of both directions, with connections left open, until {@link #heal}. */
    public void swallow() {
        toTargetSwallowed = true;
        fromTargetSwallowed = true;
    }

    /** Swallows what the target answers, so that requests take effect and no one hears of it, until {@link #heal}. */
    public void swallowReplies() {
        fromTargetSwallowed = true;
    }

    /** Holds each chunk of bytes back for a while, in both directions, until {@link #heal}. */
    public void delay(Duration value) {
        delay = value;
    }

    /** Is transparent again. Connections that lost bytes are cut, as they would be out of step. */
    public void heal() {
        boolean lostBytes = toTargetSwallowed || fromTargetSwallowed;
        refusing = false;
        toTargetSwallowed = false;
        fromTargetSwallowed = false;
        delay = Duration.ZERO;
        if (lostBytes) {
            cut();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            refusing = true;
            cut();
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // The listener was closed; the loop ends.
            }
        }
    }

    @SuppressWarnings("resource") // The threads that copy close both sockets.
    private void serve(Socket client) {
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            if (refusing) {
                throw new IOException("refusing");
            }
            server.connect(target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            accepted.incrementAndGet();
            startThread("to-target", () -> copy(client, server, true));
            startThread("from-target", () -> copy(server, client, false));
        } catch (IOException e) {
            closeBoth(client, server);
        }
    }

    private void copy(Socket from, Socket to, boolean toTarget) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0 && !refusing; length = in.read(buffer)) {
                LockSupport.parkNanos(delay.toNanos());
                if (!(toTarget ? toTargetSwallowed : fromTargetSwallowed)) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // One side is gone; the other follows.
        } finally {
            closeBoth(from, to);
        }
    }

    private void closeBoth(Socket one, Socket other) {
        close(one);
        close(other);
        open.remove(one);
        open.remove(other);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is unusable either way.
        }
    }

    private void startThread(String task, Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy-" + port() + "-" + task);
        thread.setDaemon(true);
        thread.start();
    }
}
