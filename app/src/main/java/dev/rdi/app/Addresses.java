package dev.rdi.app;

import dev.rdi.config.TargetConnection;
import dev.rdi.config.secret.Secret;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.tls.Tls;

/** Turns configured connections into addresses. Stateless. */
final class Addresses {

    private Addresses() {}

    static RedisAddress of(TargetConnection connection) {
        return RedisAddress.of(
                connection.host(),
                connection.port(),
                connection.user().orElse(""),
                connection.password().map(Secret::reveal).orElse(""),
                new Tls(
                        connection.tls(),
                        connection.cacert(),
                        connection.cert(),
                        connection.key().map(Secret::reveal),
                        connection.keyPassword().map(Secret::reveal),
                        connection.verifyHostname()));
    }
}
