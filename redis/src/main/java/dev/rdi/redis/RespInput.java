package dev.rdi.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies in RESP2, the protocol of Redis. Those that are hot have methods of their own, so that nothing is
 * made that nobody asks for.
 *
 * <p>Confined to one thread.
 */
final class RespInput {

    private static final int BUFFER = 1 << 16;
    private static final byte[] OK = {'O', 'K'};
    private static final byte[][] SINGLE_BYTES = new byte[256][];

    static {
        for (int i = 0; i < SINGLE_BYTES.length; i++) {
            SINGLE_BYTES[i] = new byte[] {(byte) i};
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private @Nullable RedisError redirect;

    RespInput(InputStream in) {
        this.in = in;
    }

    /**
     * The next reply: a byte array, a {@link Long}, a {@link RedisError}, a list of such, or
     * {@link RedisConnection.Missing#VALUE}.
     */
    Object reply() throws IOException {
        byte kind = next();
        return switch (kind) {
            case '+' -> simple();
            case '-' -> error();
            case ':' -> number();
            case '$' -> bulk();
            case '*' -> list();
            case '_' -> nil();
            default -> throw unexpected(kind);
        };
    }

    /** The head of an array: its length as a {@link Long}, -1 if it is nil, or the {@link RedisError} in its place. */
    Object arrayHead() throws IOException {
        byte kind = next();
        return switch (kind) {
            case '*' -> number();
            case '-' -> error();
            default -> throw unexpected(kind);
        };
    }

    /** The head of an array that must be one. */
    int array() throws IOException {
        byte kind = next();
        if (kind != '*') {
            throw unexpected(kind);
        }
        return (int) number();
    }

    /** The next reply as the bytes of a bulk string; those of one byte are shared. */
    byte[] bytes() throws IOException {
        int length = bulkHead();
        if (length == 1) {
            byte[] single = SINGLE_BYTES[next() & 0xff];
            skipLineEnd();
            return single;
        }
        return body(length);
    }

    /** Reads a reply of which only an error matters, the first one wherever it lies inside. */
    Optional<RedisError> errorIn() throws IOException {
        byte kind = next();
        if (kind == '-') {
            return Optional.of(error());
        }
        if (kind != '*') {
            skip(kind);
            return Optional.empty();
        }
        long size = number();
        Optional<RedisError> first = Optional.empty();
        for (long i = 0; i < size; i++) {
            Optional<RedisError> error = errorIn();
            first = first.isPresent() ? first : error;
        }
        return first;
    }

    /** Passes over a reply without keeping any of it. */
    void skip() throws IOException {
        skip(next());
    }

    private void skip(byte kind) throws IOException {
        switch (kind) {
            case ':' -> number();
            case '+', '-', '_' -> line();
            case '$' -> {
                long length = number();
                if (length >= 0) {
                    skipBytes(length + 2);
                }
            }
            case '*' -> {
                long size = number();
                for (long i = 0; i < size; i++) {
                    skip();
                }
            }
            default -> throw unexpected(kind);
        }
    }

    private RedisError error() throws IOException {
        RedisError error = RedisError.of(new String(line(), StandardCharsets.UTF_8));
        if (error.namesAnother()) {
            redirect = error;
        }
        return error;
    }

    /** The last reply that says that another server has the key; null if there was none. */
    @Nullable
    RedisError redirect() {
        return redirect;
    }

    void forgetRedirect() {
        redirect = null;
    }

    /** RESP3's, which some servers send whatever was agreed. */
    private Object nil() throws IOException {
        line();
        return RedisConnection.Missing.VALUE;
    }

    private Object simple() throws IOException {
        byte[] line = line();
        return line.length == 2 && line[0] == 'O' && line[1] == 'K' ? OK : line;
    }

    private int bulkHead() throws IOException {
        byte kind = next();
        if (kind != '$') {
            throw unexpected(kind);
        }
        long length = number();
        if (length < 0) {
            throw new IOException("a value is missing in a reply");
        }
        return (int) length;
    }

    private Object bulk() throws IOException {
        long length = number();
        return length < 0 ? RedisConnection.Missing.VALUE : body((int) length);
    }

    private Object list() throws IOException {
        long size = number();
        if (size < 0) {
            return RedisConnection.Missing.VALUE;
        }
        List<Object> list = new ArrayList<>((int) Math.min(size, BUFFER));
        for (long i = 0; i < size; i++) {
            list.add(reply());
        }
        return list;
    }

    private byte[] body(int length) throws IOException {
        byte[] bytes = new byte[length];
        int copied = Math.min(length, end - at);
        System.arraycopy(buffer, at, bytes, 0, copied);
        at += copied;
        while (copied < length) {
            int read = in.read(bytes, copied, length - copied);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            copied += read;
        }
        skipLineEnd();
        return bytes;
    }

    private long number() throws IOException {
        byte digit = next();
        boolean negative = digit == '-';
        long number = negative ? 0 : digit - '0';
        for (digit = next(); digit != '\r'; digit = next()) {
            number = number * 10 + (digit - '0');
        }
        next();
        return negative ? -number : number;
    }

    private byte[] line() throws IOException {
        byte[] line = new byte[64];
        int length = 0;
        for (byte letter = next(); letter != '\r'; letter = next()) {
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = letter;
        }
        next();
        return Arrays.copyOf(line, length);
    }

    private void skipLineEnd() throws IOException {
        next();
        next();
    }

    private void skipBytes(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (at == end) {
                fill();
            }
            long skipped = Math.min(left, end - at);
            at += (int) skipped;
            left -= skipped;
        }
    }

    private byte next() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++];
    }

    private void fill() throws IOException {
        int read = in.read(buffer, 0, BUFFER);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        at = 0;
        end = read;
    }

    private static IOException unexpected(byte kind) {
        return new IOException("not a reply of Redis: it begins with byte " + kind);
    }
}
