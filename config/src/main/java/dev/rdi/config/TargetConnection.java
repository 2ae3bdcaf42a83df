package dev.rdi.config;

import dev.rdi.config.schema.Property;
import dev.rdi.config.secret.Secret;
import java.util.Optional;

/**
 * How to reach a target Redis.
 *
 * <p>Certificates and keys are either the path of a PEM file or the PEM text itself. Immutable.
 */
public record TargetConnection(
        @Property(value = "Always `redis`.", defaultValue = "redis", pattern = "redis", example = "redis")
        String type,

        @Property(value = "Host name or address of the server.", example = "redis.example.com")
        String host,

        @Property(value = "Port of the server.", example = "6379", min = 1, max = 65535)
        int port,

        @Property(
                value = "Name of the user. Without it, for the target named `target`, the value of the secret"
                        + " `TARGET_DB_USERNAME`; without that the default user.",
                example = "${TARGET_DB_USERNAME}")
        Optional<String> user,

        @Property(
                value = "Password of the user. Without it, for the target named `target`, the value of the secret"
                        + " `TARGET_DB_PASSWORD`.",
                example = "${TARGET_DB_PASSWORD}")
        Optional<Secret> password,

        @Property(
                value = "Private key of the client, for mutual TLS: a PEM file or the text itself. Needs `cert`."
                        + " Without it, for the target named `target`, the value of the secret `TARGET_DB_KEY`.",
                example = "${TARGET_DB_KEY}")
        Optional<Secret> key,

        @Property(
                value =
                        "Password of the private key, where it is encrypted. Needs `key`. Without it, for the target named"
                                + " `target`, the value of the secret `TARGET_DB_KEY_PASSWORD`.",
                example = "${TARGET_DB_KEY_PASSWORD}")
        Optional<Secret> keyPassword,

        @Property(
                value = "Certificate of the client, for mutual TLS: a PEM file or the text itself. Needs `key`."
                        + " Without it, for the target named `target`, the value of the secret `TARGET_DB_CERT`.",
                example = "${TARGET_DB_CERT}")
        Optional<String> cert,

        @Property(
                value =
                        "Certificates of the authorities that the server's certificate is checked against: a PEM file or"
                                + " the text itself. It switches TLS on. Without it, for the target named `target`, the"
                                + " value of the secret `TARGET_DB_CACERT`.",
                example = "${TARGET_DB_CACERT}")
        Optional<String> cacert,

        @Property(
                value = "Whether the server's certificate must name the host that is connected to, where TLS is on.",
                defaultValue = "true")
        boolean verifyHostname) {

    /** Whether the connection is encrypted. */
    public boolean tls() {
        return cacert.isPresent() || cert.isPresent();
    }
}
