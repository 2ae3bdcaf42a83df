package dev.rdi.app;

import dev.rdi.app.prepare.DatabaseChecks;
import dev.rdi.app.prepare.RdiOptions;
import dev.rdi.cli.ExitCode;
import dev.rdi.collector.Preflight;
import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import dev.rdi.transform.compile.JobCompiler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a pipeline in this process: initial sync, then live changes.",
            "All state is in the RDI database: after a crash start it again, and it goes on where it was. A second one"
                    + " on the same pipeline waits as standby and takes over."
        },
        footer = {
            "",
            "Examples:",
            "  redis-di run --dir shop --rdi redis://127.0.0.1:6379",
            "  RDI_REDIS_URL=redis://:secret@rdi-db:12001 redis-di run --dir shop --secrets-dir /run/secrets"
        })
public final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "The pipeline's folder, with config.yaml in it.")
    private Path dir = Path.of("");

    @Mixin
    private RdiOptions rdi = new RdiOptions();

    @Mixin
    private LogOptions logs = new LogOptions();

    @Mixin
    private MetricsOptions metrics = new MetricsOptions();

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "A folder with a file for each secret; it comes before environment variables.")
    private @Nullable Path secretsDir;

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The pipeline's name (${DEFAULT-VALUE}).")
    private String pipeline = "";

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "default",
            description = {
                "Part of the names of replication slot, connections and target mark: tells pipelines of one name apart",
                "that share a source or a target but not the RDI database (${DEFAULT-VALUE})."
            })
    private String installation = "";

    @Override
    public Integer call() {
        logs.apply();
        Loaded loaded = JobCompiler.checked(PipelineLoader.load(dir, references(), Mode.RUN));
        loaded.problems().forEach(problem -> System.err.println(problem.describe() + "\n  fix: " + problem.fix()));
        if (loaded.config().isEmpty()) {
            return 1;
        }
        RdiOptions.requireName("--pipeline", pipeline);
        RdiOptions.requireName("--installation", installation);
        Pipeline running = new Pipeline(installation, pipeline, loaded.config().get(), loaded.jobs(), rdi.address());
        new LogLevels().set(pipeline, running.config());
        DatabaseChecks.begin(running.rdi(), installation).forEach(LOG::warn);
        requireEnds(running);
        run(running);
        return 0;
    }

    private void run(Pipeline running) {
        StopSignal stop = new StopSignal();
        Termination termination = new Termination(stop, PATIENCE, ExitCode.OK);
        LeaderLoop loop = new LeaderLoop(running, LEASE, stop, dataPlane -> {});
        try (RedisPool pool = new RedisPool(running.rdi(), "rdi:" + installation + ":metrics");
                ServedMetrics served = metrics.serve(RunScrapes.of(running, loop, pool))) {
            served.announce();
            loop.run();
            LOG.info("Stopped");
        } finally {
            termination.close();
        }
    }

    /** A source or target that is wrong from the start is a typing error; one that goes away later is waited for. */
    private static void requireEnds(Pipeline running) {
        if (Sources.hasCollector(running)) {
            new Preflight(Sources.settings(running)).requireReachable();
        }
        running.targets()
                .values()
                .forEach(target -> RedisConnection.open(target, "").close());
    }

    private References references() {
        References environment = References.environment(System.getenv());
        return secretsDir == null
                ? environment
                : References.directory(secretsDir).orElse(environment);
    }
}
