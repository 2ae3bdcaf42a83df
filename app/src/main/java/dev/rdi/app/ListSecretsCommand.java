package dev.rdi.app;

import dev.rdi.cli.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redis-di list-secrets}. */
@Command(
        name = "list-secrets",
        mixinStandardHelpOptions = true,
        description = "Lists the stored secrets of a pipeline: their names and types, never their values.",
        footer = {"", "Example:", "  redis-di list-secrets --pipeline shop -o json"})
public final class ListSecretsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions options = new SecretOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the result: table, json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    @Override
    public Integer call() {
        return options.with((secrets, redis) -> {
            spec.commandLine().getOut().print(SecretTable.of(secrets.list(redis), output));
            spec.commandLine().getOut().flush();
            return 0;
        });
    }
}
