package dev.rdi.app;

import dev.rdi.control.secret.SecretEntry;
import dev.rdi.control.secret.SecretStore;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisConnection;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redis-di describe-secret}. */
@Command(
        name = "describe-secret",
        mixinStandardHelpOptions = true,
        description = "Describes a stored secret of a pipeline, and whether the master key opens it; never its value.",
        footer = {"", "Example:", "  redis-di describe-secret TARGET_DB_PASSWORD"})
public final class DescribeSecretCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions options = new SecretOptions();

    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    private String name = "";

    @Override
    public Integer call() {
        return options.with((secrets, redis) -> {
            SecretEntry entry = secrets.describe(redis, name).orElseThrow(() -> options.unknown(name));
            PrintWriter out = spec.commandLine().getOut();
            out.println("Key:       " + entry.name());
            out.println("Type:      " + entry.type().text());
            out.println("Pipeline:  " + options.pipeline());
            out.println("Reference: ${" + entry.name() + "}");
            out.println("Readable:  " + readable(secrets, redis));
            return 0;
        });
    }

    private String readable(SecretStore secrets, RedisConnection redis) {
        try {
            return secrets.find(redis, name).isPresent() ? "yes" : "no, it was deleted just now";
        } catch (RdiException e) {
            return "no, " + e.what();
        }
    }
}
