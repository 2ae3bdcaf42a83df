package dev.rdi.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private final ServerSocket echo;
    private final TcpProxy proxy;

    TcpProxyTest() throws IOException {
        echo = new ServerSocket(0, 50, loopback());
        proxy = TcpProxy.before(echo.getLocalPort());
        Thread thread = new Thread(this::echoAll, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesBytesOn() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 7)).isEqualTo(7);
            assertThat(proxy.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void cutsWhatIsOpenAndTakesNewConnections() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.cut();
            assertThat(endOf(client)).isTrue();
        }
        try (Socket next = connect()) {
            assertThat(answer(next, 2)).isEqualTo(2);
        }
    }

    @Test
    void refusesUntilItIsHealed() throws IOException {
        proxy.refuse();
        try (Socket client = connect()) {
            assertThat(endOf(client)).isTrue();
        }
        proxy.heal();
        try (Socket client = connect()) {
            assertThat(answer(client, 3)).isEqualTo(3);
        }
    }

    @Test
    void swallowsBytesAndLeavesTheConnectionOpen() throws IOException {
        try (Socket client = connect()) {
            proxy.swallow();
            client.setSoTimeout(100);
            assertThatThrownBy(() -> answer(client, 1)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void delaysBytes() throws IOException {
        proxy.delay(Duration.ofMillis(50));
        try (Socket client = connect()) {
            long start = System.nanoTime();
            assertThat(answer(client, 1)).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(loopback(), proxy.port()));
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static int answer(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private void echoAll() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread thread = new Thread(() -> echo(socket), "echo-one");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The other side is gone.
        }
    }
}
