package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Tells apart why a connection can't be made (edge case R45): the one place that looks into the client's errors. */
final class ConnectFailure {

    private ConnectFailure() {}

    static RdiException describe(RedisAddress address, RedisError error) {
        if (error.code().equals("NOAUTH")) {
            return failure(
                    ErrorKind.CONFIG,
                    "redis.password.missing",
                    "Redis at " + address + " wants a password",
                    "give the password in the connection or in the URL: redis://:PASSWORD@HOST:PORT",
                    null);
        }
        return failure(
                error.kind() == ErrorKind.TRANSIENT ? ErrorKind.TRANSIENT : ErrorKind.CONFIG,
                "redis.connection.refused",
                "Redis at " + address + " doesn't let us in: " + error.message(),
                RedisCures.of(error),
                null);
    }

    static RdiException describe(RedisAddress address, JedisException e) {
        RedisError error = RedisError.of(String.valueOf(e.getMessage()));
        if (error.code().equals("NOAUTH")) {
            return describe(address, error);
        }
        if (e instanceof JedisAccessControlException || isCredentials(error.message())) {
            return failure(
                    ErrorKind.CONFIG,
                    "redis.credentials.wrong",
                    "Redis at " + address + " refuses user and password",
                    "check user and password; a server without ACL users takes a password alone",
                    e);
        }
        if (e instanceof JedisDataException) {
            return describe(address, error);
        }
        return unreachable(address, e);
    }

    private static boolean isCredentials(String message) {
        return message.startsWith("WRONGPASS")
                || message.startsWith("ERR invalid password")
                || message.startsWith("ERR Client sent AUTH")
                || message.startsWith("ERR AUTH");
    }

    private static RdiException unreachable(RedisAddress address, JedisException e) {
        if (has(e, UnknownHostException.class)) {
            return failure(
                    ErrorKind.TRANSIENT,
                    "redis.host.unknown",
                    "the host " + address.host() + " of Redis is unknown",
                    "check the host name",
                    e);
        }
        if (has(e, ConnectException.class)) {
            return failure(
                    ErrorKind.TRANSIENT,
                    "redis.port.refused",
                    "nothing listens at " + address + " (Redis)",
                    "check the port, and that the server runs and listens on this address",
                    e);
        }
        String how = has(e, SocketTimeoutException.class) ? "doesn't answer" : "can't be reached";
        return failure(
                ErrorKind.TRANSIENT,
                "redis.unreachable",
                "Redis at " + address + " " + how,
                "check the network, a firewall, and whether the server expects TLS",
                e);
    }

    /** The client hides the reason among the causes and the suppressed exceptions. */
    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        if (type.isInstance(e)) {
            return true;
        }
        for (Throwable suppressed : e.getSuppressed()) {
            if (has(suppressed, type)) {
                return true;
            }
        }
        return Optional.ofNullable(e.getCause())
                .filter(cause -> has(cause, type))
                .isPresent();
    }

    private static RdiException failure(
            ErrorKind kind, String code, String what, String cure, @Nullable Throwable cause) {
        return cause == null
                ? new RdiException(kind, code, what, cure)
                : new RdiException(kind, code, what, cure, cause);
    }
}
