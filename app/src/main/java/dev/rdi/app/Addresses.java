package dev.rdi.app;

import dev.rdi.config.TargetConnection;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;

/** Turns configured connections into addresses. */
final class Addresses {

    private Addresses() {}

    static RedisAddress of(TargetConnection connection) {
        if (connection.tls()) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "target.tls-unavailable",
                    "this version connects to a target without TLS only",
                    "remove cacert, cert and key from the target, or put a TLS proxy on loopback before it");
        }
        return RedisAddress.of(
                connection.host(),
                connection.port(),
                connection.user().orElse(""),
                connection.password().map(Secret::reveal).orElse(""),
                false);
    }
}
