package dev.rdi.benchmarks;

import dev.rdi.testing.DebeziumServerArchive;
import dev.rdi.testing.DebeziumServerArchive.Found;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the benchmarks that were asked for and writes the report. */
public final class Main {

    private static final PrintStream OUT = System.out;
    private static final int UPDATES_A_ROW = 10;

    private final Options options;
    private final Path work;
    private final Launcher launcher;
    private final Results results = new Results();
    private boolean failed;

    private Main(Options options, Path work, Launcher launcher) {
        this.options = options;
        this.launcher = launcher;
        this.work = work;
    }

    /**
     * Starts the benchmarks.
     *
     * @param arguments the folder to work in, the launcher of the product, the default of {@code --report}, then the
     *     user's options
     */
    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        List<String> given = all.subList(3, all.size());
        if (given.contains("--help")) {
            OUT.print(Options.USAGE);
            return;
        }
        try {
            Options options = Options.parse(given, Path.of(all.get(2)));
            System.exit(new Main(options, Path.of(all.get(0)), new Launcher(Path.of(all.get(1)))).run() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
        }
    }

    private boolean run() throws Exception {
        Table orders = Table.orders(options.rows1k());
        Table small = Table.small(options.rowsSmall());
        Table live = Table.live(Math.max(1000, options.updates() / UPDATES_A_ROW));
        try (Lab lab = new Lab()) {
            if (!ProcessTable.isAvailable()) {
                results.remark("This system has no /proc: CPU times and memory are not known and shown as 0.");
            }
            say("loading the tables");
            lab.load(List.of(orders, small, live));
            Optional<StockServer> stock = stock(lab);
            RdiPipeline product = new RdiPipeline(lab, launcher, folder("redis-di"));
            RdiPipeline coalescing = new RdiPipeline(
                    lab, launcher, folder("redis-di-coalescing"), "processors: {coalesce_updates: true}\n");
            List<Measurement> measurements = List.of(
                    new ControlMeasurement(lab, orders),
                    new SnapshotMeasurement(lab, orders, stock, product),
                    new SnapshotMeasurement(lab, small, stock, product),
                    new DrainMeasurement(lab, orders, launcher, folder("drain")),
                    new DrainMeasurement(lab, small, launcher, folder("drain")),
                    new JobsMeasurement(lab, orders, launcher, folder("jobs")),
                    new DebeziumMeasurement(lab, orders, launcher, folder("debezium")),
                    new CatchUpMeasurement(lab, live, options.updates(), stock, product),
                    new LatencyMeasurement(lab, live, Duration.ofSeconds(options.seconds()), product),
                    new HotRowMeasurement(lab, live, Duration.ofSeconds(options.seconds()), coalescing));
            for (int round = 1; round <= options.rounds(); round++) {
                round(round, measurements);
            }
            report(Machine.describe(
                    lab, options, launcher, stock.isPresent() ? DebeziumServerArchive.VERSION : "not measured"));
        }
        return !failed;
    }

    private void round(int round, List<Measurement> measurements) {
        for (Measurement measurement : measurements) {
            if (options.measures(measurement.name())) {
                say("round " + round + " of " + options.rounds() + ": " + measurement.name());
                measure(round, measurement);
            }
        }
    }

    /** A measurement that fails doesn't take the others with it. */
    private void measure(int round, Measurement measurement) {
        try {
            measurement.round(results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            failed = true;
            results.remark("**" + measurement.name() + " failed in round " + round + "**: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            e.printStackTrace();
        }
    }

    private Optional<StockServer> stock(Lab lab) throws IOException, InterruptedException {
        DebeziumServerArchive archive = new DebeziumServerArchive(
                options.stock(), options.stockJava(), work.resolve("stock-" + DebeziumServerArchive.VERSION));
        Found<Path> home = archive.home();
        Found<Path> java = archive.java();
        if (home.value().isEmpty() || java.value().isEmpty()) {
            results.remark("The stock Debezium Server was not measured: "
                    + (home.value().isEmpty() ? home.reason() : java.reason()) + ".");
            return Optional.empty();
        }
        return Optional.of(new StockServer(lab, java.value().get(), home.value().get(), folder("stock")));
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(work.resolve("run").resolve(name).toAbsolutePath());
    }

    private void report(Map<String, String> machine) throws IOException, SQLException {
        Report report = new Report(results, machine);
        results.remarks().forEach(OUT::println);
        OUT.println(report.tables());
        if (options.report().isPresent()) {
            Path file = options.report().get().toAbsolutePath();
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, report.markdown());
            say("the report is in " + file);
        }
    }

    private static void say(String text) {
        OUT.println(text);
        OUT.flush();
    }
}
