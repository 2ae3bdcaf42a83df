package dev.rdi.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redis-di delete-secret}. */
@Command(
        name = "delete-secret",
        mixinStandardHelpOptions = true,
        description = {
            "Removes a stored secret of a pipeline. It takes no master key.",
            "What runs goes on with the value that it has, and fails when it is started again."
        },
        footer = {"", "Example:", "  redis-di delete-secret SOURCE_DB_CACERT --force"})
public final class DeleteSecretCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions options = new SecretOptions();

    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    private String name = "";

    @Option(names = "--force", description = "Don't ask.")
    private boolean force;

    @Override
    public Integer call() {
        return options.with((secrets, redis) -> {
            PrintWriter out = spec.commandLine().getOut();
            if (secrets.describe(redis, name).isEmpty()) {
                throw options.unknown(name);
            }
            if (!force
                    && !Terminal.isConfirmed(
                            "Delete the secret " + name + " of the pipeline " + options.pipeline() + "?")) {
                out.println("Nothing was changed.");
                return 1;
            }
            secrets.delete(redis, name);
            out.println("The secret " + name + " of the pipeline " + options.pipeline() + " is deleted.");
            return 0;
        });
    }
}
