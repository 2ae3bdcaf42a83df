package dev.rdi.app;

import dev.rdi.app.prepare.RdiOptions;
import dev.rdi.control.secret.MasterKeys;
import dev.rdi.control.secret.SecretStore;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that work on stored secrets. Confined to one thread. */
final class SecretOptions {

    @Mixin
    private RdiOptions rdi = new RdiOptions();

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The pipeline's name (${DEFAULT-VALUE}).")
    private String pipeline = "";

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            description = "The installation. Default: the one that the RDI database belongs to, else default.")
    private @Nullable String installation;

    @Option(
            names = "--master-key-file",
            paramLabel = "FILE",
            description = "The file with the master keys, of which the first encrypts. Default: the file that the"
                    + " variable RDI_MASTER_KEY_FILE names, else the keys in RDI_MASTER_KEY.")
    private @Nullable Path masterKeyFile;

    /** What a command does with the secrets. */
    interface Task {
        int run(SecretStore secrets, RedisConnection redis);
    }

    String pipeline() {
        return pipeline;
    }

    /** Does something with the secrets of the pipeline; returns the exit code. */
    int with(Task task) {
        RdiOptions.requireName("--pipeline", pipeline);
        MasterKeys keys = MasterKeys.load(Optional.ofNullable(masterKeyFile), System.getenv());
        keys.warning().ifPresent(warning -> System.err.println("warning: " + warning));
        try (RedisConnection redis = RedisConnection.open(rdi.address(), "")) {
            return task.run(new SecretStore(installation(redis), pipeline, keys), redis);
        }
    }

    private String installation(RedisConnection redis) {
        Object reply = redis.require("HGET", Keys.meta(), "installation");
        String owner = RedisConnection.isNil(reply) ? "" : RedisConnection.text(reply);
        if (installation == null) {
            return owner.isEmpty() ? "default" : owner;
        }
        RdiOptions.requireName("--installation", installation);
        if (!owner.isEmpty() && !owner.equals(installation)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "rdi.installation",
                    "the RDI database at " + redis.address() + " belongs to the installation " + owner,
                    "leave --installation away, or correct --rdi");
        }
        return installation;
    }
}
