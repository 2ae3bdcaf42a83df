package dev.rdi.demo;

import dev.rdi.app.Termination;
import dev.rdi.cli.ExitCode;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.RedisAddress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redis-di demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a PostgreSQL flowing into a Redis, with servers of its own.",
            "Starts an embedded PostgreSQL with a small shop and an embedded Redis, runs the initial sync, then live"
                    + " changes under load, and at the end compares source and target row by row."
        },
        footer = {
            "",
            "Examples:",
            "  redis-di demo",
            "  redis-di demo --rows 1000000 --rate 2000 --duration 5m",
            "  redis-di demo --redis redis://127.0.0.1:6379 --keep"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final Duration END_OF_ABORT = Duration.ofSeconds(2);

    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Rows of the shop (${DEFAULT-VALUE}).")
    private long rows;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Row changes a second under load (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long the load lasts, for example 45s or 5m (${DEFAULT-VALUE}).")
    private String duration = "";

    @Option(names = "--keep", description = "Leave the servers and their data up at the end.")
    private boolean keep;

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description = "Use this Redis as RDI database and target instead of an embedded one.")
    private @Nullable String redis;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where PostgreSQL listens; 0 is any free port (${DEFAULT-VALUE}).")
    private int postgresPort;

    @Option(
            names = "--redis-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the embedded Redis listens; 0 is any free port (${DEFAULT-VALUE}).")
    private int redisPort;

    @Override
    public Integer call() throws Exception {
        Optional<RedisAddress> address = Optional.ofNullable(redis).map(RedisAddress::parse);
        Demo.Options options = new Demo.Options(
                checkedRows(),
                checkedRate(),
                duration(duration),
                keep,
                address,
                checkedPort("--postgres-port", postgresPort),
                checkedPort("--redis-port", redisPort));
        StopSignal stop = new StopSignal();
        Termination termination = new Termination(stop, END_OF_ABORT, ExitCode.INTERRUPTED);
        try {
            PrintStream out = System.out;
            return new Demo(options, out, stop).run() ? 0 : 1;
        } finally {
            termination.close();
        }
    }

    private long checkedRows() {
        if (rows < Shop.MINIMUM_ROWS) {
            throw usage("--rows is " + rows, "give at least " + Shop.MINIMUM_ROWS + " rows");
        }
        return rows;
    }

    private double checkedRate() {
        if (!(rate > 0)) {
            throw usage("--rate is " + rate, "give a number of changes a second above 0, for example 200");
        }
        return rate;
    }

    private static int checkedPort(String option, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw usage(option + " is " + port, "give a port from 1 to " + MAX_PORT + ", or 0 for any");
        }
        return port;
    }

    static Duration duration(String text) {
        try {
            String spelled = text.matches("\\d+") ? text + "s" : text;
            Duration duration = Duration.parse("PT" + spelled);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // The same answer as for a negative one.
        }
        throw usage("--duration is " + text, "write a number with s, m or h, for example 60s or 1h30m");
    }

    private static RdiException usage(String what, String cure) {
        return new RdiException(ErrorKind.CONFIG, "cli.usage", what, cure);
    }
}
