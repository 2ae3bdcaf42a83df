package dev.rdi.app.prepare;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.tls.Tls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say where the RDI database is and how to connect to it, for every command that needs it.
 *
 * <p>Confined to one thread.
 */
public final class RdiOptions {

    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    @Option(
            names = "--rdi",
            paramLabel = "URL",
            defaultValue = "${env:RDI_REDIS_URL}",
            description =
                    "The RDI database, redis://[USER:PASSWORD@]HOST:PORT, rediss:// for TLS. Default: the variable"
                            + " RDI_REDIS_URL.")
    private @Nullable String url;

    @Option(
            names = "--rdi-cacert",
            paramLabel = "PEM",
            defaultValue = "${env:RDI_REDIS_CACERT}",
            description =
                    "The authorities that its certificate is checked against: a PEM file; switches TLS on. Default:"
                            + " the variable RDI_REDIS_CACERT, else those that Java knows.")
    private @Nullable String cacert;

    @Option(
            names = "--rdi-cert",
            paramLabel = "PEM",
            defaultValue = "${env:RDI_REDIS_CERT}",
            description = "The client's certificate, if it wants one. Default: the variable RDI_REDIS_CERT.")
    private @Nullable String cert;

    @Option(
            names = "--rdi-key",
            paramLabel = "PEM",
            defaultValue = "${env:RDI_REDIS_KEY}",
            description = "The client's private key; if it is encrypted, its password is the variable"
                    + " RDI_REDIS_KEY_PASSWORD. Default: the variable RDI_REDIS_KEY.")
    private @Nullable String key;

    @Option(names = "--rdi-any-host-name", description = "Don't check that its certificate names the host of --rdi.")
    private boolean anyHostName;

    /** The RDI database. */
    public RedisAddress address() {
        if (url == null || url.isBlank()) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.rdi-missing",
                    "no RDI database is given",
                    "write --rdi redis://HOST:PORT, or set RDI_REDIS_URL");
        }
        RedisAddress address = RedisAddress.parse(url);
        return address.with(tls(address.tls().enabled()));
    }

    /** How to encrypt; a certificate switches TLS on. */
    public Tls tls(boolean enabled) {
        return new Tls(
                enabled || given(cacert).isPresent() || given(cert).isPresent(),
                given(cacert),
                given(cert),
                given(key),
                given(System.getenv("RDI_REDIS_KEY_PASSWORD")),
                !anyHostName);
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    /** Refuses what can't be the name of a pipeline or an installation. */
    public static void requireName(String option, String name) {
        if (!name.matches(NAME)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.name",
                    option + " is not a name: " + name,
                    "use up to 64 letters, digits, - and _");
        }
    }
}
