package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.TlsFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
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
        if (error.code().equals("NOPERM")) {
            MissingRight right = MissingRight.of(error.message(), List.of());
            return failure(
                    ErrorKind.TRANSIENT,
                    "redis.reply.noperm",
                    "Redis at " + address + " doesn't let us in: the user " + address.userName() + " " + right.what(),
                    right.cure(address.userName()),
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
        Optional<TlsFailure> tls = TlsFailure.of(e);
        if (tls.isPresent()) {
            return failure(
                    ErrorKind.CONFIG,
                    "redis.tls." + tls.get().code(),
                    "Redis at " + address + " " + tls.get().what(),
                    tls.get().cure(),
                    e);
        }
        if (address.tls().enabled()
                && !(e instanceof SocketTimeoutException)
                && !(e instanceof NoRouteToHostException)) {
            // The alert that says why may be lost with the connection.
            return failure(
                    ErrorKind.TRANSIENT,
                    "redis.tls.client-certificate",
                    "Redis at " + address + " ends the connection in the TLS handshake",
                    "give cert and key of an authority that it trusts, if it wants a client certificate"
                            + " (tls-auth-clients); else look at its log",
                    e);
        }
        String how = e instanceof SocketTimeoutException ? "doesn't answer" : "can't be reached";
        return failure(
                ErrorKind.TRANSIENT,
                "redis.unreachable",
                "Redis at " + address + " " + how,
                address.tls().enabled()
                        ? "check the network, a firewall, and whether this is a port with TLS"
                        : "check the network, a firewall, and whether the server expects TLS",
                e);
    }

    private static RdiException failure(
            ErrorKind kind, String code, String what, String cure, @Nullable Throwable cause) {
        return cause == null
                ? new RdiException(kind, code, what, cure)
                : new RdiException(kind, code, what, cure, cause);
    }
}
