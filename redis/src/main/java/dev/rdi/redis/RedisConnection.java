package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A connection to a Redis, used as a pipeline: commands are collected, then sent, and the replies read together. Error
 * replies come back as {@link RedisError} values among the others; bulk replies as byte arrays, numbers as
 * {@link Long}, arrays as lists.
 *
 * <p>Where the Redis is a cluster, each command goes to the node that has its key, and the replies come back in the
 * order of the commands all the same; commands of one key keep their order. If one node is lost the whole connection is.
 *
 * <p>Confined to one thread, except {@link #close}, which another thread may call to end a wait.
 */
public abstract sealed class RedisConnection implements AutoCloseable permits NodeConnection, ClusterConnection {

    /**
     * Connects, logs in and gives the connection a name.
     *
     * @param name shown by CLIENT LIST; empty for none
     * @throws RdiException TRANSIENT if the server can't be reached now or isn't ready, CONFIG if it refuses the
     *     credentials
     */
    public static RedisConnection open(RedisAddress address, String name) {
        return Connector.open(address, name, node -> {});
    }

    /** Whether every command that was sent has been answered. */
    abstract boolean isIdle();

    public abstract boolean isOpen();

    /** Where this is, with the servers that were found there: whoever connects again does it with this address. */
    public abstract RedisAddress address();

    /**
     * A connection to each server that has a part of the keys, for what concerns servers and not keys: SCAN, INFO. They
     * are parts of this one, and not to be closed.
     */
    public abstract List<RedisConnection> nodes();

    /** The number of replicas that have all that was written through this connection, on each server at least. */
    public abstract long replicas(Duration timeout);

    /** Adds a command to the pipeline, its name as the first word. */
    public abstract void send(byte[][] words);

    /** Adds a command to the pipeline. */
    public final void send(byte[] command, byte[]... arguments) {
        byte[][] words = new byte[arguments.length + 1][];
        words[0] = command;
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        send(words);
    }

    public final void send(String command, byte[]... arguments) {
        send(bytes(command), arguments);
    }

    public final void send(String command, String... arguments) {
        send(words(command, arguments));
    }

    /** Sends what was collected and doesn't wait for the replies. */
    public abstract void flush();

    /**
     * Sends what was collected and reads a reply for each command.
     *
     * @throws RdiException TRANSIENT if the connection is lost: any number of the commands may have been executed
     */
    public abstract List<Object> replies();

    /** Reads the next reply; {@link #flush} comes before the first one. */
    public final Object readReply() {
        return reply(RespInput::reply);
    }

    /** Reads the next reply, of which only an error matters, also one inside of EXEC's. */
    public final Optional<RedisError> readError() {
        return reply(RespInput::errorIn);
    }

    /** Reads the reply of one command in a way of its own; {@link #flush} comes before the first one. */
    abstract <T> T reply(Parser<T> parser);

    /** Reads one whole reply. */
    interface Parser<T> {
        T read(RespInput in) throws IOException;
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
    public final Object require(String command, String... arguments) {
        Object reply = call(command, arguments);
        if (reply instanceof RedisError error) {
            throw failure(error, command, List.<byte[][]>of(words(command, arguments)));
        }
        return reply;
    }

    /** Describes an error reply as a failure of ours: TRANSIENT if it will pass, else FATAL. */
    public final RdiException failure(RedisError error, String doing) {
        return failure(error, doing, List.of());
    }

    /**
     * Describes an error reply as a failure of ours: TRANSIENT if it will pass, else FATAL.
     *
     * @param sent the command, or several of which one was refused: they tell which right is missing
     */
    public final RdiException failure(RedisError error, String doing, List<byte[][]> sent) {
        if (error.code().equals("NOPERM")) {
            MissingRight right = MissingRight.of(error.message(), sent);
            return new RdiException(
                    ErrorKind.TRANSIENT,
                    "redis.reply.noperm",
                    "Redis at " + address() + " refused " + doing + ": the user "
                            + address().userName() + " " + right.what(),
                    right.cure(address().userName()));
        }
        ErrorKind kind = error.kind() == ErrorKind.TRANSIENT ? ErrorKind.TRANSIENT : ErrorKind.FATAL;
        return new RdiException(
                kind,
                "redis.reply." + error.code().toLowerCase(Locale.ROOT),
                "Redis at " + address() + " refused " + doing + ": " + error.message(),
                RedisCures.of(error));
    }

    @Override
    public abstract void close();

    /** A command as it is sent. */
    public static byte[][] words(String command, String... arguments) {
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
