package dev.rdi.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The options of all commands that use the API. They may stand before or behind the command.
 *
 * <p>Confined to one thread.
 */
public final class GlobalOptions {

    /** What stands over these options in every help. */
    public static final String HEADING = "%nGlobal options:%n";

    @Option(names = "--api-url", paramLabel = "URL", description = "Where the API is (RDI_API_URL).")
    private @Nullable String apiUrl;

    @Option(names = "--user", paramLabel = "NAME", description = "The user to log in as (RDI_USER).")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            description = "The password of the user (RDI_PASSWORD). Without one the terminal is asked.")
    private @Nullable String password;

    @Option(
            names = "--account-key",
            paramLabel = "KEY",
            description = "The account key of Redis Cloud, instead of a user (RDI_ACCOUNT_KEY).")
    private @Nullable String accountKey;

    @Option(
            names = "--user-key",
            paramLabel = "KEY",
            description = "The user key of Redis Cloud (RDI_USER_KEY). Without one the terminal is asked.")
    private @Nullable String userKey;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "The authority that the certificate of the API is checked against, in PEM form (RDI_CACERT).")
    private @Nullable String cacert;

    @Option(
            names = "--insecure",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOL",
            description = "Don't check the certificate of the API (RDI_INSECURE).")
    private @Nullable Boolean insecure;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context to use instead of the current one (RDI_CONTEXT).")
    private @Nullable String context;

    @Option(
            names = {"-l", "--log-level"},
            paramLabel = "LEVEL",
            description =
                    "How much to tell on the standard error: TRACE, DEBUG, INFO, WARNING or ERROR (RDI_LOG_LEVEL).")
    private @Nullable String logLevel;

    @Option(
            names = {"-v", "--verbose"},
            description = "As --log-level DEBUG.")
    private boolean verbose;

    /** Those that stood before the command. */
    public static GlobalOptions beforeTheCommand(CommandSpec spec) {
        return spec.root().userObject() instanceof RedisDi root ? root.global() : new GlobalOptions();
    }

    public Optional<String> apiUrl() {
        return given(apiUrl);
    }

    public Optional<String> user() {
        return given(user);
    }

    public Optional<String> password() {
        return Optional.ofNullable(password);
    }

    public Optional<String> accountKey() {
        return given(accountKey);
    }

    public Optional<String> userKey() {
        return Optional.ofNullable(userKey);
    }

    public Optional<String> cacert() {
        return given(cacert);
    }

    public Optional<Boolean> insecure() {
        return Optional.ofNullable(insecure);
    }

    public Optional<String> context() {
        return given(context);
    }

    /** The level that was asked for. */
    public Optional<String> logLevel() {
        return verbose ? Optional.of("DEBUG") : given(logLevel);
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(it -> !it.isBlank());
    }
}
