package dev.rdi.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code redis-di rotate-secrets}. */
@Command(
        name = "rotate-secrets",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypts the stored secrets of a pipeline anew under the first master key; their values stay.",
            "Before, every server has to have the new key and the old one; afterwards none needs the old one."
        },
        footer = {
            "",
            "Example:",
            "  redis-di generate-master-key --file master.key --add && redis-di rotate-secrets --master-key-file master.key"
        })
public final class RotateSecretsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions options = new SecretOptions();

    @Override
    public Integer call() {
        return options.with((secrets, redis) -> {
            int rotated = secrets.rotate(redis);
            spec.commandLine()
                    .getOut()
                    .println(
                            rotated == 0
                                    ? "All secrets were under the first master key already."
                                    : rotated + (rotated == 1 ? " secret is" : " secrets are")
                                            + " under the first master key now.");
            return 0;
        });
    }
}
