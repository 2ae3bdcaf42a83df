package dev.rdi.app;

import dev.rdi.cli.OutputFormat;
import dev.rdi.control.secret.SecretEntry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redis-di get-secret}. */
@Command(
        name = "get-secret",
        mixinStandardHelpOptions = true,
        description = "Shows whether a secret of a pipeline is stored, and its type; never its value.",
        footer = {"", "Example:", "  redis-di get-secret SOURCE_DB_PASSWORD"})
public final class GetSecretCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions options = new SecretOptions();

    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the result: table, json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    @Override
    public Integer call() {
        return options.with((secrets, redis) -> {
            SecretEntry entry = secrets.describe(redis, name).orElseThrow(() -> options.unknown(name));
            spec.commandLine().getOut().print(SecretTable.of(List.of(entry), output));
            spec.commandLine().getOut().flush();
            return 0;
        });
    }
}
