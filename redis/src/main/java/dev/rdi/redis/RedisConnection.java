package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

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

    private final RedisAddress address;
    private final Connection connection;
    private int outstanding;
    private volatile boolean open = true;

    private RedisConnection(RedisAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
    }

    /**
     * Connects, logs in and gives the connection a name.
     *
     * @param name shown by CLIENT LIST; empty for none
     * @throws RdiException TRANSIENT if the server can't be reached now or isn't ready, CONFIG if it refuses the
     *     credentials
     */
    public static RedisConnection open(RedisAddress address, String name) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                // RESP2, which needs no HELLO: some servers don't know its version 2.
                .serverDefaultProtocol()
                .connectionTimeoutMillis((int) CONNECT_TIMEOUT.toMillis())
                .socketTimeoutMillis((int) REPLY_TIMEOUT.toMillis())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (address.tls()) {
            config.sslOptions(SslOptions.defaults());
        }
        if (!name.isEmpty()) {
            config.clientName(name);
        }
        if (!address.user().isEmpty()) {
            config.user(address.user());
        }
        if (!address.password().isEmpty()) {
            config.password(address.password());
        }
        try {
            Connection connection = new Connection(new HostAndPort(address.host(), address.port()), config.build());
            connection.connect();
            RedisConnection opened = new RedisConnection(address, connection);
            opened.greet();
            return opened;
        } catch (JedisException e) {
            throw ConnectFailure.describe(address, e);
        }
    }

    /** A server that wants a password tells so only at the first command. */
    private void greet() {
        if (call("PING") instanceof RedisError error) {
            close();
            throw ConnectFailure.describe(address, error);
        }
    }

    public boolean isOpen() {
        return open;
    }

    public RedisAddress address() {
        return address;
    }

    /** Adds a command to the pipeline. */
    public void send(byte[] command, byte[]... arguments) {
        try {
            connection.sendCommand(new RawCommand(command), arguments);
            outstanding++;
        } catch (JedisConnectionException e) {
            throw lost(e);
        }
    }

    public void send(String command, byte[]... arguments) {
        send(bytes(command), arguments);
    }

    public void send(String command, String... arguments) {
        byte[][] raw = new byte[arguments.length][];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = bytes(arguments[i]);
        }
        send(bytes(command), raw);
    }

    /**
     * Sends what was collected and reads a reply for each command.
     *
     * @throws RdiException TRANSIENT if the connection is lost: any number of the commands may have been executed
     */
    public List<Object> replies() {
        int count = outstanding;
        outstanding = 0;
        try {
            List<Object> replies = connection.getMany(count);
            return replies.stream().map(RedisConnection::plain).toList();
        } catch (JedisConnectionException e) {
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

    private RdiException lost(JedisConnectionException cause) {
        close();
        return new RdiException(
                ErrorKind.TRANSIENT,
                "redis.connection.lost",
                "lost the connection to Redis at " + address,
                "check that the server runs and can be reached; work goes on by itself when it is back",
                cause);
    }

    /** The error replies inside of arrays (of EXEC) are exceptions too. */
    private static Object plain(Object reply) {
        if (reply instanceof JedisDataException error) {
            return RedisError.of(String.valueOf(error.getMessage()));
        }
        if (reply instanceof List<?> list) {
            List<Object> plain = new ArrayList<>(list.size());
            for (Object element : list) {
                plain.add(element == null ? Missing.VALUE : plain(element));
            }
            return plain;
        }
        return reply == null ? Missing.VALUE : reply;
    }

    @Override
    public void close() {
        open = false;
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            // Closing is all that was wanted.
        }
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

    private record RawCommand(byte[] raw) implements ProtocolCommand {
        @Override
        public byte[] getRaw() {
            return raw;
        }
    }
}
