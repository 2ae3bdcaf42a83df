package dev.rdi.app;

import dev.rdi.app.prepare.RdiOptions;
import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Terminal;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.PipelineArgument;
import dev.rdi.cli.pipeline.WaitOptions;
import dev.rdi.cli.pipeline.Waiting;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.reset.ResetStore;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di reset}. */
@Command(
        name = "reset",
        description = {
            "Reads all tables of a pipeline anew, and then removes what the target has of them beyond that.",
            "A running pipeline begins within seconds, a stopped one when it is started; meanwhile changes go on. It"
                    + " loses nothing and goes on by itself if it is interrupted.",
            "A pipeline of redis-di run, which no server serves, is reset with --rdi."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di reset my-pipeline --timeout 30m",
            "  redis-di reset my-pipeline --rdi redis://127.0.0.1:6379 --force"
        })
public final class ResetCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Option(
            names = "--pipeline",
            hidden = true,
            paramLabel = "NAME",
            description = "Deprecated: the argument PIPELINE.")
    private @Nullable String oldName;

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private RdiOptions rdi = new RdiOptions();

    @Option(names = "--force", description = "Don't ask, which only --rdi does.")
    private boolean force;

    @Mixin
    private ApiAccess access;

    /** Creates the command. */
    public ResetCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        String name = oldName == null ? pipeline.name() : oldName;
        // The variable that stands for the option is also set where a server runs.
        boolean direct = access.command().commandLine().getParseResult().hasMatchedOption("--rdi");
        return direct ? inDatabase(name) : PipelineApi.with(access, name, this::atServer);
    }

    private ExitCode atServer(PipelineApi api) {
        JsonTree asked = api.act("reset").body();
        if (!asked.flag("active")) {
            access.out().println("The reset of " + api.name() + " begins when it is started (redis-di start).");
            return ExitCode.OK;
        }
        ExitCode code = new Waiting(access, api, waiting).until(Waiting.Goal.STARTED);
        if (code == ExitCode.OK) {
            access.out()
                    .println("The pipeline " + api.name() + (waiting.isWanted() ? " is reset." : " is being reset."));
        }
        return code;
    }

    private int inDatabase(String name) {
        RedisAddress address = rdi.address();
        RdiOptions.requireName("PIPELINE", name);
        Keys keys = new Keys(name);
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            requireKnown(redis, keys);
            if (!force && !Terminal.isConfirmed("Read all tables of the pipeline " + name + " anew?")) {
                access.out().println("Nothing was changed.");
                return ExitCode.FAILURE.code();
            }
            boolean running = redis.require("EXISTS", keys.lease()).equals(1L);
            new ResetStore(keys).request(redis, "asked for by redis-di reset");
            access.out()
                    .println(
                            running
                                    ? "The reset begins within seconds."
                                    : "The reset begins when the pipeline is started (redis-di run).");
        }
        return ExitCode.OK.code();
    }

    private static void requireKnown(RedisConnection redis, Keys keys) {
        if (redis.require("EXISTS", keys.epoch()).equals(0L)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "pipeline.unknown",
                    "no pipeline called " + keys.pipeline() + " has ever run with the RDI database at "
                            + redis.address(),
                    "correct its name or --rdi; a pipeline that is started for the first time reads all tables anyway");
        }
    }
}
