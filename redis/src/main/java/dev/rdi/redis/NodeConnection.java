package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.TlsContexts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one Redis server.
 *
 * <p>Confined to one thread, except {@link #close}, which another thread may call to end a wait.
 */
final class NodeConnection extends RedisConnection {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Longer than any command of ours takes; a silent server counts as lost after it. */
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(15);

    private static final long NOT_WRITING = 0;

    private final RedisAddress address;
    private final Socket socket;
    private final RespOutput out;
    private final RespInput in;
    private int outstanding;
    private volatile boolean open = true;
    private volatile long writingSince = NOT_WRITING;

    private NodeConnection(RedisAddress address, Socket socket) throws IOException {
        this.address = address;
        this.socket = socket;
        this.out = new RespOutput(socket.getOutputStream());
        this.in = new RespInput(socket.getInputStream());
        WriteWatch.shared().watch(this);
    }

    /**
     * Connects, logs in and gives the connection a name.
     *
     * @param name shown by CLIENT LIST; empty for none
     * @throws RdiException TRANSIENT if the server can't be reached now or isn't ready, CONFIG if it refuses the
     *     credentials
     */
    static NodeConnection toServer(RedisAddress address, String name) {
        NodeConnection opened;
        try {
            opened = new NodeConnection(address, connect(address));
        } catch (IOException e) {
            throw ConnectFailure.unreachable(address, e);
        }
        try {
            opened.greet(name);
            return opened;
        } catch (RdiException e) {
            opened.close();
            throw e;
        }
    }

    /** A name may have several addresses, of which one answers. */
    private static Socket connect(RedisAddress address) throws IOException {
        SSLContext tls = address.tls().enabled() ? TlsContexts.of(address.tls()) : null;
        IOException failure = new UnknownHostException(address.host());
        for (InetAddress candidate : InetAddress.getAllByName(address.host())) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.setSoTimeout((int) REPLY_TIMEOUT.toMillis());
                socket.connect(new InetSocketAddress(candidate, address.port()), (int) CONNECT_TIMEOUT.toMillis());
                return tls == null ? socket : encrypted(address, tls, socket);
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private static Socket encrypted(RedisAddress address, SSLContext tls, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
        if (address.tls().verifiesHost()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    /** A server that wants a password tells so only at the first command. */
    private void greet(String name) {
        if (!address.password().isEmpty() || !address.user().isEmpty()) {
            Object reply = address.user().isEmpty()
                    ? firstCall("AUTH", address.password())
                    : firstCall("AUTH", address.user(), address.password());
            if (reply instanceof RedisError error) {
                throw ConnectFailure.atLogin(address, error);
            }
        }
        if (firstCall("PING") instanceof RedisError error) {
            throw ConnectFailure.describe(address, error);
        }
        if (!name.isEmpty() && call("CLIENT", "SETNAME", name) instanceof RedisError error) {
            throw ConnectFailure.describe(address, error);
        }
    }

    /** Whatever answers may be no Redis, or want TLS. */
    private Object firstCall(String command, String... arguments) {
        byte[][] words = words(command, arguments);
        try {
            write(words);
            out.flush();
            outstanding = 0;
            return in.reply();
        } catch (IOException e) {
            throw ConnectFailure.unreachable(address, e);
        }
    }

    @Override
    boolean isIdle() {
        return outstanding == 0;
    }

    /** A server that sends us elsewhere isn't the one that we want. */
    @Override
    public boolean isOpen() {
        return open && (outstanding > 0 || !isSentAway());
    }

    private boolean isSentAway() {
        RedisError redirect = in.redirect();
        return redirect != null
                && (!redirect.code().equals("READONLY") || address.topology().isSentinel());
    }

    /** The last reply that named another server, once; null if there was none. */
    @Nullable
    RedisError takeRedirect() {
        RedisError redirect = in.redirect();
        if (redirect != null) {
            in.forgetRedirect();
        }
        return redirect;
    }

    @Override
    public RedisAddress address() {
        return address;
    }

    @Override
    public List<RedisConnection> nodes() {
        return List.of(this);
    }

    @Override
    public long replicas(Duration timeout) {
        Object reply = call("WAIT", "1", String.valueOf(Math.max(1, timeout.toMillis())));
        if (reply instanceof RedisError error && error.message().contains("replica instances")) {
            close();
            throw new RdiException(
                    ErrorKind.TRANSIENT,
                    "redis.became-replica",
                    "Redis at " + address + " has become a replica: what it confirmed may be gone",
                    "nothing: it is written again to the server that took its place");
        }
        if (reply instanceof RedisError error) {
            throw failure(error, "WAIT", List.<byte[][]>of(words("WAIT")));
        }
        return reply instanceof Long count ? count : 0;
    }

    @Override
    public void send(byte[][] words) {
        try {
            write(words);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private void write(byte[][] words) throws IOException {
        writingSince = System.nanoTime() | 1;
        out.begin(words.length);
        for (byte[] word : words) {
            out.word(word);
        }
        writingSince = NOT_WRITING;
        outstanding++;
    }

    @Override
    public void flush() {
        try {
            writingSince = System.nanoTime() | 1;
            out.flush();
            writingSince = NOT_WRITING;
        } catch (IOException e) {
            throw lost(e);
        }
    }

    @Override
    public List<Object> replies() {
        flush();
        int count = outstanding;
        outstanding = 0;
        List<Object> replies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            replies.add(read(RespInput::reply));
        }
        return replies;
    }

    @Override
    <T> T reply(Parser<T> parser) {
        outstanding--;
        return read(parser);
    }

    private <T> T read(Parser<T> parser) {
        try {
            return parser.read(in);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private RdiException lost(IOException cause) {
        close();
        return new RdiException(
                ErrorKind.TRANSIENT,
                "redis.connection.lost",
                "lost the connection to Redis at " + address
                        + (cause instanceof InterruptedIOException ? ": it doesn't answer" : ""),
                "check that the server runs and can be reached; work goes on by itself when it is back",
                cause);
    }

    /** For {@link WriteWatch}: whoever writes finds the connection lost. */
    void closeIfStuck() {
        long since = writingSince;
        if (since != NOT_WRITING && System.nanoTime() - since > REPLY_TIMEOUT.toNanos()) {
            close();
        }
    }

    @Override
    public void close() {
        open = false;
        WriteWatch.shared().forget(this);
        try {
            socket.close();
        } catch (IOException e) {
            // Closing is all that was wanted.
        }
    }
}
