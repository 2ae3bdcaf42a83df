package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Tells apart why a connection can't be made (edge case R45). */
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

    /** The answer to AUTH. */
    static RdiException atLogin(RedisAddress address, RedisError error) {
        if (isCredentials(error.message())) {
            return failure(
                    ErrorKind.CONFIG,
                    "redis.credentials.wrong",
                    "Redis at " + address + " refuses user and password",
                    "check user and password; a server without ACL users takes a password alone",
                    null);
        }
        return describe(address, error);
    }

    private static boolean isCredentials(String message) {
        return message.startsWith("WRONGPASS")
                || message.startsWith("ERR invalid password")
                || message.startsWith("ERR Client sent AUTH")
                || message.startsWith("ERR AUTH")
                || message.startsWith("ERR wrong number of arguments for 'auth'");
    }

    static RdiException unreachable(RedisAddress address, IOException e) {
        if (e instanceof UnknownHostException) {
            return failure(
                    ErrorKind.TRANSIENT,
                    "redis.host.unknown",
                    "the host " + address.host() + " of Redis is unknown",
                    "check the host name",
                    e);
        }
        if (e instanceof ConnectException) {
            return failure(
                    ErrorKind.TRANSIENT,
                    "redis.port.refused",
                    "nothing listens at " + address + " (Redis)",
                    "check the port, and that the server runs and listens on this address",
                    e);
        }
        String how = e instanceof SocketTimeoutException ? "doesn't answer" : "can't be reached";
        return failure(
                ErrorKind.TRANSIENT,
                "redis.unreachable",
                "Redis at " + address + " " + how,
                "check the network, a firewall, and whether the server expects TLS",
                e);
    }

    private static RdiException failure(
            ErrorKind kind, String code, String what, String cure, @Nullable Throwable cause) {
        return cause == null
                ? new RdiException(kind, code, what, cure)
                : new RdiException(kind, code, what, cure, cause);
    }
}
