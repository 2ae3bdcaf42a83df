package dev.rdi.app;

import static java.util.Objects.requireNonNull;

import dev.rdi.app.prepare.DatabaseChecks;
import dev.rdi.app.prepare.RdiOptions;
import dev.rdi.cli.ExitCode;
import dev.rdi.control.Documents;
import dev.rdi.control.Pipelines;
import dev.rdi.control.Statistics;
import dev.rdi.control.api.ApiServer;
import dev.rdi.control.api.ApiSettings;
import dev.rdi.control.metrics.Scrapes;
import dev.rdi.control.secret.MasterKeys;
import dev.rdi.control.secret.PipelineReferences;
import dev.rdi.control.secret.SecretWatch;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redis-di server}. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the pipelines that are deployed in an RDI database, and the API to deploy and watch them.",
            "It keeps nothing: start it on several machines with the same RDI database, and each takes over what another"
                    + " one leaves."
        },
        footer = {
            "",
            "Examples:",
            "  redis-di server --rdi redis://127.0.0.1:6379",
            "  RDI_REDIS_URL=redis://:secret@rdi-db:12001 redis-di server --listen 0.0.0.0:8080",
            "  redis-di server --rdi redis://rdi-db:12001 --roles operator,collector,processor"
        })
public final class ServerCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private RdiOptions rdi = new RdiOptions();

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "A folder with a file for each secret, and folders with those of single pipelines; it comes"
                    + " before environment variables.")
    private @Nullable Path secretsDir;

    @Option(
            names = "--master-key-file",
            paramLabel = "FILE",
            description = "The file with the master keys of stored secrets. Default: the file that the variable"
                    + " RDI_MASTER_KEY_FILE names, else the keys in RDI_MASTER_KEY.")
    private @Nullable Path masterKeyFile;

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "default",
            description = {
                "Part of the names of replication slots, connections and target marks: tells installations apart that",
                "share a source or a target (${DEFAULT-VALUE})."
            })
    private String installation = "";

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            defaultValue = "api,operator,collector,processor",
            description = {
                "What this server does (${DEFAULT-VALUE}).",
                "The last three belong together: who leads a pipeline reads its source and writes to its targets. A"
                        + " server without the role api serves /healthz and /readyz alone."
            })
    private Set<Role> roles = EnumSet.allOf(Role.class);

    @Mixin
    private LogOptions logs = new LogOptions();

    @Mixin
    private MetricsOptions metrics = new MetricsOptions();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        logs.apply();
        RedisAddress address = rdi.address();
        RdiOptions.requireName("--installation", installation);
        Role.check(roles);
        DatabaseChecks.begin(address, installation).forEach(LOG::warn);
        MasterKeys keys = MasterKeys.load(Optional.ofNullable(masterKeyFile), System.getenv());
        StopSignal stop = new StopSignal();
        Termination termination = new Termination(stop, PATIENCE, ExitCode.OK);
        try (RedisPool pool = new RedisPool(address, "rdi:" + installation + ":api")) {
            PipelineReferences references = references(pool, keys);
            SecretWatch secrets = SecretWatch.start(references);
            ServerContext context = new ServerContext(installation, address, references, secrets, new LogLevels());
            Pipelines pipelines = new Pipelines(pool, context.references(), new SourceDeployChecks(context));
            Operator operator = new Operator(context, Role.leads(roles) ? pipelines::names : Set::of, stop);
            // The operator ends first: another server takes over while this one answers its last requests.
            Scrapes scrapes = scrapes(pool, pipelines, operator);
            try (secrets;
                    ServedMetrics apart = metrics.serve(scrapes);
                    ApiServer served = serve(context, pool, keys, pipelines, scrapes, operator, stop);
                    operator) {
                apart.announce();
                LOG.info("Listening at port {}, with the roles {}", served.port(), roles);
                operator.run();
            }
            LOG.info("Stopped");
        } finally {
            termination.close();
        }
        return 0;
    }

    private PipelineReferences references(RedisPool pool, MasterKeys keys) {
        keys.warning().ifPresent(LOG::warn);
        return new PipelineReferences(pool, installation, keys, Optional.ofNullable(secretsDir), System.getenv());
    }

    private Scrapes scrapes(RedisPool pool, Pipelines pipelines, Operator operator) {
        Statistics statistics = new Statistics(pool, new Documents());
        return new LedScrapes(
                installation,
                () -> operator.led(
                        name -> pipelines.find(name).map(statistics::summaries).orElse(Map.of())),
                operator::leading,
                operator::isAlive);
    }

    private ApiServer serve(
            ServerContext context,
            RedisPool pool,
            MasterKeys keys,
            Pipelines pipelines,
            Scrapes scrapes,
            Operator operator,
            StopSignal stop) {
        ServedApi.Parts parts = new ServedApi.Parts(
                context,
                pool,
                pipelines,
                new StoredSecrets(pool, installation, keys),
                keys.derived("api tokens"),
                metrics.isGiven() ? Optional.empty() : Optional.of(scrapes),
                operator,
                stop);
        PrintWriter out = requireNonNull(spec).commandLine().getOut();
        ApiSettings settings = api.settings(System.getenv());
        return ServedApi.start(parts, roles.contains(Role.API) ? settings : settings.onlyHealth(), out);
    }
}
