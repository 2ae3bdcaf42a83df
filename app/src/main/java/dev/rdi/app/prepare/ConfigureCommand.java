package dev.rdi.app.prepare;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputFormat;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.tls.Tls;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redis-di configure}. */
@Command(
        name = "configure",
        aliases = "configure-rdi",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a Redis and makes it the RDI database of an installation.",
            "The servers are told where it is when they start: nothing about it is stored on this machine."
        },
        footer = {
            "",
            "Examples:",
            "  redis-di configure --rdi rediss://:secret@rdi-db:12001 --rdi-cacert ca.pem",
            "  redis-di configure-rdi --rdi-host rdi-db --rdi-port 12001 --rdi-password secret"
        })
public final class ConfigureCommand implements Callable<Integer> {

    @Mixin
    private RdiOptions rdi = new RdiOptions();

    @Option(names = "--rdi-host", paramLabel = "HOST", description = "Where it is, in place of --rdi.")
    private @Nullable String host;

    @Option(names = "--rdi-port", paramLabel = "PORT", description = "Its port, with --rdi-host.")
    private @Nullable Integer port;

    @Option(names = "--rdi-user", paramLabel = "USER", description = "The user, with --rdi-host.")
    private @Nullable String user;

    @Option(
            names = "--rdi-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:RDI_REDIS_PASSWORD}",
            description = "The password, with --rdi-host. Default: the variable RDI_REDIS_PASSWORD.")
    private @Nullable String password;

    @Option(
            names = "--rdi-key-password",
            paramLabel = "PASSWORD",
            description = "The password of --rdi-key, with --rdi-host.")
    private @Nullable String keyPassword;

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The installation that it will belong to (${DEFAULT-VALUE}).")
    private String installation = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the result: table, json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = {"--rdi-namespace", "--rdi-log-level"},
            hidden = true,
            description = "Older scripts give it. It has no effect.")
    private List<String> withoutEffect = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        RdiOptions.requireName("--installation", installation);
        if (!withoutEffect.isEmpty()) {
            String options = "--rdi-namespace and --rdi-log-level";
            spec.commandLine().getErr().println("warning: " + options + " have no effect: servers are told by options");
        }
        RedisAddress address = host == null ? rdi.address() : named();
        List<Check> checks = DatabaseChecks.look(address, installation);
        spec.commandLine().getOut().print(CheckTable.of(checks, output));
        spec.commandLine().getOut().flush();
        if (checks.stream().anyMatch(check -> check.result() == Check.Result.ERROR)) {
            return ExitCode.FAILURE.code();
        }
        DatabaseChecks.claim(address, installation);
        spec.commandLine()
                .getErr()
                .println("The Redis at " + address + " is the RDI database of the installation " + installation + ".");
        return ExitCode.OK.code();
    }

    private RedisAddress named() {
        if (host == null || port == null || port < 1 || port > 65_535) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.rdi-port",
                    "--rdi-port is missing or no port",
                    "write --rdi-port with a number from 1 to 65535");
        }
        Tls tls = rdi.tls(false);
        Tls named = new Tls(
                tls.enabled(),
                tls.ca(),
                tls.cert(),
                tls.key(),
                Optional.ofNullable(keyPassword).or(tls::keyPassword),
                tls.verifiesHost());
        return new RedisAddress(host, port, text(user), text(password), named);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
