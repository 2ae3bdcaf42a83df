package dev.rdi.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports on the loopback address. Thread-safe.
 *
 * <p>They lie below the range from which systems take ports for outgoing connections: a client that
 * reconnects to a stopped server in that range can, by chance, connect to itself and take the port.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 26_000;
    private static final int COMPANION_DISTANCE = 6_000;
    private static final int LAST_OF_ALL = 65_535;
    private static final int ATTEMPTS = 200;
    private static final Duration HANDOVER = Duration.ofSeconds(1);

    private Ports() {}

    static int free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedServerException(
                "embedded.no-free-port",
                "Found no free port between %d and %d".formatted(FIRST, END),
                "End servers that are no longer needed");
    }

    /** The second port of a server that needs two; always the same for the same port. */
    static int companion(int port) {
        int above = port + COMPANION_DISTANCE;
        return above <= LAST_OF_ALL ? above : port - COMPANION_DISTANCE;
    }

    static InetSocketAddress onLoopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(onLoopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives the port a moment: the system takes one back from a killed process shortly after its end. */
    static void requireFree(int port, String server) {
        if (!Waiting.until(HANDOVER, () -> isFree(port))) {
            throw new EmbeddedServerException(
                    "embedded.port-taken",
                    "Port %d on 127.0.0.1 is taken, so %s can't listen on it".formatted(port, server),
                    "End the program that has it or choose another port");
        }
    }
}
