package dev.rdi.cli.support;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options with which this command of RDI reaches the RDI database. Here it asks the API, but scripts that have them go on
 * to work. Confined to one thread.
 */
final class DirectOptions {
    @Option(names = "--rdi-namespace", hidden = true, paramLabel = "NAME")
    private @Nullable String namespace;

    @Option(names = "--rdi-host", hidden = true, paramLabel = "HOST")
    private @Nullable String host;

    @Option(names = "--rdi-port", hidden = true, paramLabel = "PORT")
    private @Nullable String port;

    @Option(names = "--rdi-user", hidden = true, paramLabel = "NAME")
    private @Nullable String user;

    @Option(names = "--rdi-password", hidden = true, paramLabel = "TEXT")
    private @Nullable String password;

    @Option(names = "--rdi-key", hidden = true, paramLabel = "FILE")
    private @Nullable String key;

    @Option(names = "--rdi-cert", hidden = true, paramLabel = "FILE")
    private @Nullable String cert;

    @Option(names = "--rdi-cacert", hidden = true, paramLabel = "FILE")
    private @Nullable String cacert;

    @Option(names = "--rdi-key-password", hidden = true, paramLabel = "TEXT")
    private @Nullable String keyPassword;

    boolean isGiven() {
        return Stream.of(namespace, host, port, user, password, key, cert, cacert, keyPassword)
                .anyMatch(Objects::nonNull);
    }
}
