package dev.rdi.redis.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes a connection on and replaces a word of the replies with one that is as long. Thread-safe. */
final class RewordingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final String word;
    private final String other;
    private final AtomicInteger replaced = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RewordingProxy(int target, String word, String other) {
        this.target = target;
        this.word = word;
        this.other = other;
        try {
            this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How often the word was replaced. */
    int replaced() {
        return replaced.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
                threads.execute(() -> pass(client, redis, false));
                threads.execute(() -> pass(redis, client, true));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, boolean rewords) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                if (rewords && text.contains(word)) {
                    replaced.incrementAndGet();
                    text = text.replace(word, other);
                }
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException e) {
            // The other side has closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
