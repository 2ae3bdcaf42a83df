package dev.rdi.app.prepare;

import dev.rdi.app.prepare.EnterpriseCluster.Database;
import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputFormat;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.tls.Tls;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redis-di create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an RDI database: of a Redis that is there, or a new one in a Redis Enterprise cluster.",
            "A Redis is checked first; nothing is written to it unless it can serve."
        },
        footer = {
            "",
            "Examples:",
            "  redis-di create --rdi redis://:secret@rdi-db:6379",
            "  redis-di create --cluster-host re.example.com --cluster-user admin@example.com --rdi-memory 512"
                    + " --replication"
        })
public final class CreateCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    @Mixin
    private RdiOptions rdi = new RdiOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The installation that the database will belong to (${DEFAULT-VALUE}).")
    private String installation = "";

    @Option(names = "--no-configure", description = "Make the database in the cluster, and don't write into it.")
    private boolean unconfigured;

    @Option(names = "--dry-run", description = "Check everything and change nothing.")
    private boolean dryRun;

    @Option(names = "--silent", description = "Ask for nothing: what is missing is an error.")
    private boolean silent;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to wait for a new database (${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the result: table, json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        RdiOptions.requireName("--installation", installation);
        if (!cluster.given()) {
            return prepare(rdi.address(), () -> DatabaseChecks.look(rdi.address(), installation));
        }
        EnterpriseCluster asked = cluster.cluster(silent);
        NewDatabase wanted = cluster.database(silent);
        if (dryRun) {
            asked.check(wanted);
            say("The cluster at " + asked + " would make the database " + wanted.name() + ".");
            return ExitCode.OK.code();
        }
        Database made = awaitActive(asked, asked.create(wanted));
        RedisAddress address =
                new RedisAddress(made.host(), made.port(), "", wanted.password().reveal(), tls(wanted));
        say("The database " + wanted.name() + " (" + made.uid() + ") is there, at " + made.host() + ":" + made.port()
                + ".");
        return unconfigured ? ExitCode.OK.code() : prepare(address, () -> lookAtNew(address));
    }

    private Tls tls(NewDatabase wanted) {
        Optional<String> none = Optional.empty();
        return wanted.tls() ? new Tls(true, cluster.authority(), none, none, none, true) : Tls.NONE;
    }

    /** Checks it, and makes it the installation's if it can serve. */
    private int prepare(RedisAddress address, Supplier<List<Check>> look) {
        List<Check> checks = look.get();
        PrintWriter out = spec.commandLine().getOut();
        out.print(CheckTable.of(checks, output));
        out.flush();
        if (checks.stream().anyMatch(check -> check.result() == Check.Result.ERROR)) {
            return ExitCode.FAILURE.code();
        }
        if (!dryRun) {
            DatabaseChecks.claim(address, installation);
            say("The Redis at " + address + " is the RDI database of the installation " + installation + ".");
            say("Next: redis-di server --rdi URL, then redis-di deploy");
        }
        return ExitCode.OK.code();
    }

    private Database awaitActive(EnterpriseCluster asked, Database created) {
        long end = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
        StopSignal never = new StopSignal();
        Database database = created;
        String told = "";
        while (!database.active()) {
            if (System.nanoTime() > end) {
                throw new RdiException(
                        ErrorKind.TRANSIENT,
                        "enterprise.timeout",
                        "the database " + created.uid() + " is still " + database.status() + " after " + timeout
                                + " seconds",
                        "look at it in the cluster's manager; then run redis-di create --rdi URL, or wait longer with"
                                + " --timeout");
            }
            if (!database.status().equals(told)) {
                told = database.status();
                say("The database " + created.uid() + " is " + told + " …");
            }
            never.await(INTERVAL);
            database = asked.database(created.uid());
        }
        return database;
    }

    /** The name of a new database may need a moment to be known. */
    private List<Check> lookAtNew(RedisAddress address) {
        long end = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
        StopSignal never = new StopSignal();
        while (true) {
            try {
                return DatabaseChecks.look(address, installation);
            } catch (RdiException e) {
                if (e.kind() != ErrorKind.TRANSIENT || System.nanoTime() > end) {
                    throw e;
                }
                never.await(INTERVAL);
            }
        }
    }

    /** Not a result: it goes to where diagnostics go. */
    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
