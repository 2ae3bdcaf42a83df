package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.reset.ResetStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di reset}. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Reads all tables of a pipeline anew, and then removes what the target has of them beyond that.",
            "A running pipeline begins within seconds, a stopped one when it is started; meanwhile changes go on. It"
                    + " loses nothing and goes on by itself if it is interrupted."
        },
        footer = {
            "",
            "Examples:",
            "  redis-di reset --rdi redis://127.0.0.1:6379",
            "  redis-di reset --pipeline shop --force"
        })
public final class ResetCommand implements Callable<Integer> {

    @Mixin
    private RdiOptions rdi = new RdiOptions();

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The pipeline's name (${DEFAULT-VALUE}).")
    private String pipeline = "";

    @Option(names = "--force", description = "Don't ask.")
    private boolean force;

    @Override
    public Integer call() {
        RedisAddress address = rdi.address();
        RdiOptions.requireName("--pipeline", pipeline);
        Keys keys = new Keys(pipeline);
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            requireKnown(redis, keys);
            if (!force && !Terminal.isConfirmed("Read all tables of the pipeline " + pipeline + " anew?")) {
                System.out.println("Nothing was changed.");
                return 1;
            }
            boolean running = redis.require("EXISTS", keys.lease()).equals(1L);
            new ResetStore(keys).request(redis, "asked for by redis-di reset");
            System.out.println(
                    running
                            ? "The reset begins within seconds."
                            : "The reset begins when the pipeline is started (redis-di run).");
        }
        return 0;
    }

    private void requireKnown(RedisConnection redis, Keys keys) {
        if (redis.require("EXISTS", keys.epoch()).equals(0L)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "pipeline.unknown",
                    "no pipeline called " + pipeline + " has ever run with the RDI database at " + redis.address(),
                    "correct --pipeline or --rdi; a pipeline that is started for the first time reads all tables anyway");
        }
    }
}
