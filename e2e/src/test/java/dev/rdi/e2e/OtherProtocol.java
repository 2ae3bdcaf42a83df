package dev.rdi.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server on loopback that speaks neither Redis' nor PostgreSQL's language: it greets and hangs up.
 *
 * <p>Has one thread of its own.
 */
final class OtherProtocol implements AutoCloseable {

    private static final byte[] GREETING = "SSH-2.0-other\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    OtherProtocol() throws IOException {
        Thread thread = new Thread(this::greet, "other-protocol");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void greet() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.getOutputStream().write(GREETING);
                client.shutdownOutput();
                client.getInputStream().readNBytes(1_000);
            } catch (IOException e) {
                // This one is gone, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
