package dev.rdi.demo;

import dev.rdi.app.Pipeline;
import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The demo from start to end: servers, initial sync, load, comparison. The pipeline in it is the one that {@code run}
 * runs, from a configuration that the user can read.
 *
 * <p>Confined to one thread.
 */
final class Demo {

    private static final String PIPELINE = "demo";
    private static final String DATABASE = "shop";
    private static final long SEED = 42;
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Options options;
    private final PrintStream out;
    private final StopSignal stop;
    private final Keys keys = new Keys(PIPELINE);

    /** What the user asked for. */
    record Options(
            long rows,
            double rate,
            Duration duration,
            boolean keep,
            Optional<RedisAddress> redis,
            int postgresPort,
            int redisPort) {}

    Demo(Options options, PrintStream out, StopSignal stop) {
        this.options = options;
        this.out = out;
        this.stop = stop;
    }

    /** Returns whether source and target were equal at the end. */
    boolean run() throws SQLException, IOException {
        out.println("Starting PostgreSQL" + (options.redis().isPresent() ? " …" : " and Redis …"));
        try (DemoServers servers = DemoServers.start(options.redis(), options.postgresPort(), options.redisPort());
                RedisConnection redis = RedisConnection.open(servers.address(), "")) {
            TargetHashes target = new TargetHashes(redis);
            requireRoom(target);
            Path folder = Files.createTempDirectory("rdi-demo-");
            servers.postgres().createDatabase(DATABASE);
            try (Connection source = servers.postgres().connection(DATABASE)) {
                prepare(source, servers, folder);
                boolean equal = runPipeline(servers, redis, source, folder);
                if (options.keep()) {
                    keep(servers, folder);
                } else {
                    cleanUp(target, folder);
                }
                return equal;
            }
        }
    }

    private void prepare(Connection source, DemoServers servers, Path folder) throws SQLException, IOException {
        out.printf(Locale.ROOT, "Filling the shop with %,d rows …%n", options.rows());
        Shop shop = new Shop(options.rows(), SEED);
        shop.createTables(source);
        shop.fill(source);
        Files.writeString(folder.resolve(PipelineLoader.CONFIG_FILE), config(servers));
    }

    private boolean runPipeline(DemoServers servers, RedisConnection redis, Connection source, Path folder)
            throws SQLException {
        Pipeline pipeline = new Pipeline("default", PIPELINE, load(folder), List.of(), servers.address());
        try (BackgroundPipeline running = new BackgroundPipeline(pipeline)) {
            Watch watch = new Watch(running);
            watch.until(() -> running.dataPlane().isPresent(), () -> {});
            if (running.dataPlane().isEmpty()) {
                return false;
            }
            PipelineView view = new PipelineView(running.dataPlane().get(), redis, keys, DATABASE, options.rows());
            return watch(view, watch, servers, redis, source);
        }
    }

    private boolean watch(PipelineView view, Watch watch, DemoServers servers, RedisConnection redis, Connection source)
            throws SQLException {
        LiveTable table = new LiveTable(view, out, Screen.current(), System::nanoTime);
        if (!watch.until(() -> view.sync().finished(), table::tick)) {
            return false;
        }
        table.tick();
        printConnections(servers);
        table.leaveStanding();
        long changes = load(servers, watch, table);
        boolean arrived = watch.until(() -> view.liveChanges() >= changes, table::tick, PATIENCE);
        table.finish();
        if (stop.isRequested()) {
            out.println("Stopped.");
            return true;
        }
        if (!arrived) {
            out.println("Not all changes arrived in time: " + view.problems());
        }
        return compare(redis, source);
    }

    /** Runs the load and returns how many changes the target is to see. */
    private long load(DemoServers servers, Watch watch, LiveTable table) throws SQLException {
        long end = System.nanoTime() + options.duration().toNanos();
        LoadGenerator load = LoadGenerator.start(servers.postgres().connection(DATABASE), options.rate(), SEED);
        try {
            watch.until(() -> System.nanoTime() - end >= 0 || load.failure().isPresent(), table::tick);
        } finally {
            load.close();
        }
        if (load.failure().isPresent()) {
            throw load.failure().get();
        }
        return load.counts().values().stream()
                .mapToLong(counts -> counts.total() + counts.keyChanges())
                .sum();
    }

    private boolean compare(RedisConnection redis, Connection source) throws SQLException {
        TargetHashes target = new TargetHashes(redis);
        Comparison comparison = new Comparison(target::hashes);
        for (String table : Shop.TABLES) {
            try (SourceRows rows = SourceRows.open(source, Shop.SCHEMA, table)) {
                comparison.compare(rows, table, target.keys(table + ":*").size());
            }
        }
        Comparison.Result result = comparison.result();
        out.println();
        out.println(result.text());
        result.differences().forEach(out::println);
        return result.isEqual();
    }

    private void printConnections(DemoServers servers) {
        out.println("Try it yourself:");
        out.println("  " + servers.postgres().psqlCommand(DATABASE));
        out.println("  " + servers.redisCommand());
        out.println("  for example UPDATE customers SET … WHERE id = 1; and then HGETALL customers:id:1");
        out.println();
    }

    private void keep(DemoServers servers, Path folder) {
        servers.leaveRunning();
        out.println();
        out.println("The servers stay up. Go on with the same pipeline:");
        out.println(
                "  redis-di run --dir " + folder + " --pipeline " + PIPELINE + " --rdi redis://" + servers.address());
        out.println("End them with: kill " + servers.postgres().pid()
                + servers.redis().map(server -> " " + server.pid()).orElse(""));
    }

    private String config(DemoServers servers) {
        RedisAddress redis = servers.address();
        String credentials = (redis.user().isEmpty() ? "" : "      user: " + quoted(redis.user()) + "\n")
                + (redis.password().isEmpty() ? "" : "      password: " + quoted(redis.password()) + "\n");
        return """
                sources:
                  shop:
                    type: cdc
                    connection:
                      type: postgresql
                      host: %s
                      port: %d
                      database: %s
                      user: %s
                      password: %s
                targets:
                  target:
                    connection:
                      type: redis
                      host: %s
                      port: %d
                %s""".formatted(
                        servers.postgres().host(),
                        servers.postgres().port(),
                        DATABASE,
                        servers.postgres().user(),
                        quoted(servers.postgres().password()),
                        redis.host(),
                        redis.port(),
                        credentials);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''").replace("$", "$$") + "'";
    }

    private static PipelineConfig load(Path folder) {
        Loaded loaded = PipelineLoader.load(folder, References.none(), Mode.RUN);
        return loaded.config().orElseThrow(() -> new IllegalStateException(String.valueOf(loaded.problems())));
    }

    /** A Redis of the user must not hold keys that look like ours: the comparison would count them, the end remove them. */
    private void requireRoom(TargetHashes target) {
        for (String pattern : ownPatterns()) {
            if (!target.keys(pattern).isEmpty()) {
                throw new RdiException(
                        ErrorKind.CONFIG,
                        "demo.keys-exist",
                        "the Redis holds keys like " + pattern + " already",
                        "name an empty Redis with --redis, or remove these keys if they are of an earlier demo");
            }
        }
    }

    private void cleanUp(TargetHashes target, Path folder) throws IOException {
        if (options.redis().isPresent()) {
            for (String pattern : ownPatterns()) {
                target.remove(target.keys(pattern));
            }
        }
        Files.deleteIfExists(folder.resolve(PipelineLoader.CONFIG_FILE));
        Files.deleteIfExists(folder);
    }

    private static List<String> ownPatterns() {
        List<String> patterns = new ArrayList<>();
        Shop.TABLES.forEach(table -> patterns.add(table + ":*"));
        patterns.add("rdi:{" + PIPELINE + "}:*");
        patterns.add("rdi:{*:" + PIPELINE + "}:target:*");
        patterns.add("*data:{rdi:" + PIPELINE + ":*");
        return patterns;
    }

    /** Waits for conditions, showing what happens meanwhile, until a stop or a failure of the pipeline. */
    private final class Watch {
        private final BackgroundPipeline running;

        Watch(BackgroundPipeline running) {
            this.running = running;
        }

        interface Condition {
            boolean holds();
        }

        boolean until(Condition condition, Runnable tick) {
            return until(condition, tick, Duration.ofDays(365));
        }

        boolean until(Condition condition, Runnable tick, Duration patience) {
            long end = System.nanoTime() + patience.toNanos();
            while (!condition.holds()) {
                running.requireRunning();
                tick.run();
                if (System.nanoTime() - end >= 0 || stop.await(TICK)) {
                    return false;
                }
            }
            return true;
        }
    }
}
