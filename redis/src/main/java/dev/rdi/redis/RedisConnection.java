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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection to one Redis node, used as a pipeline: commands are collected, then sent, and the replies read
 * together. Error replies come back as {@link RedisError} values among the others; bulk replies as byte arrays,
 * numbers as {@link Long}, arrays as lists.
 *
 * <p>Confined to one thread, except {@link #close}, which another thread may call to end a wait.
 */
public final class RedisConnection implements AutoCloseable {

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

    private RedisConnection(RedisAddress address, Socket socket) throws IOException {
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
    public static RedisConnection open(RedisAddress address, String name) {
        RedisConnection opened;
        try {
            opened = new RedisConnection(address, connect(address));
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

    /** Whether every command that was sent has been answered. */
    boolean isIdle() {
        return outstanding == 0;
    }

    public boolean isOpen() {
        return open;
    }

    public RedisAddress address() {
        return address;
    }

    /** Adds a command to the pipeline, its name as the first word. */
    public void send(byte[][] words) {
        try {
            write(words);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Adds a command to the pipeline. */
    public void send(byte[] command, byte[]... arguments) {
        byte[][] words = new byte[arguments.length + 1][];
        words[0] = command;
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        send(words);
    }

    public void send(String command, byte[]... arguments) {
        send(bytes(command), arguments);
    }

    public void send(String command, String... arguments) {
        send(words(command, arguments));
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

    /** Sends what was collected and doesn't wait for the replies. */
    public void flush() {
        try {
            writingSince = System.nanoTime() | 1;
            out.flush();
            writingSince = NOT_WRITING;
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /**
     * Sends what was collected and reads a reply for each command.
     *
     * @throws RdiException TRANSIENT if the connection is lost: any number of the commands may have been executed
     */
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

    /** Reads the next reply; {@link #flush} comes before the first one. */
    public Object readReply() {
        return reply(RespInput::reply);
    }

    /** Reads the next reply, of which only an error matters, also one inside of EXEC's. */
    public Optional<RedisError> readError() {
        return reply(RespInput::errorIn);
    }

    /** Reads the reply of one command in a way of its own; {@link #flush} comes before the first one. */
    <T> T reply(Parser<T> parser) {
        outstanding--;
        return read(parser);
    }

    /** Reads one whole reply. */
    interface Parser<T> {
        T read(RespInput in) throws IOException;
    }

    private <T> T read(Parser<T> parser) {
        try {
            return parser.read(in);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Sends one command and returns its reply. */
    public Object call(String command, String... arguments) {
        send(command, arguments);
        return replies().get(0);
    }

    /**
     * Sends one command that must succeed.
     *
     * @throws RdiException with the kind of the error reply
     */
    public Object require(String command, String... arguments) {
        Object reply = call(command, arguments);
        if (reply instanceof RedisError error) {
            throw failure(error, command);
        }
        return reply;
    }

    /** Describes an error reply as a failure of ours: TRANSIENT if it will pass, else FATAL. */
    public RdiException failure(RedisError error, String doing) {
        ErrorKind kind = error.kind() == ErrorKind.TRANSIENT ? ErrorKind.TRANSIENT : ErrorKind.FATAL;
        return new RdiException(
                kind,
                "redis.reply." + error.code().toLowerCase(Locale.ROOT),
                "Redis at " + address + " refused " + doing + ": " + error.message(),
                RedisCures.of(error));
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

    private static byte[][] words(String command, String... arguments) {
        byte[][] words = new byte[arguments.length + 1][];
        words[0] = bytes(command);
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = bytes(arguments[i]);
        }
        return words;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of a bulk reply. */
    public static String text(Object reply) {
        return reply instanceof byte[] raw ? new String(raw, StandardCharsets.UTF_8) : String.valueOf(reply);
    }

    /** Whether a reply is nil: there is nothing. */
    public static boolean isNil(Object reply) {
        return reply == Missing.VALUE;
    }

    /** The nil reply. */
    enum Missing {
        VALUE
    }
}
