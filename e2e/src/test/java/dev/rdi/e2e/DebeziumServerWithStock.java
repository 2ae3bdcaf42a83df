package dev.rdi.e2e;

import dev.rdi.e2e.Equality.Table;
import dev.rdi.testing.DebeziumServerArchive;
import dev.rdi.testing.DebeziumServerArchive.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stock Debezium Server, configured by {@code scaffold}, as the collector. It runs with {@code -Pstock} alone, because its
 * archive is large: see docs/debezium-server.md.
 */
class DebeziumServerWithStock {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long WORK_SECONDS = 15;
    private static final Path CACHE = Path.of("target", "debezium-server-" + DebeziumServerArchive.VERSION);

    @Test
    void endsEqual(@TempDir Path folder) throws IOException, InterruptedException {
        DebeziumServerArchive archive = new DebeziumServerArchive(
                System.getProperty("rdi.stock", "auto"), Optional.empty(), CACHE.toAbsolutePath());
        Path home = required(archive.home());
        Path java = required(archive.java());
        try (Stage stage = Stage.start()) {
            // Nobody asks the source for a value that a moved row comes without, as RDI's own collector does.
            stage.sql(ShopSchema.DDL, ShopSchema.ROWS, "ALTER TABLE document REPLICA IDENTITY FULL");
            Path shop = external(stage, folder.resolve("shop"));
            Cli.Result written = new Cli(Map.of("HOME", folder.toString()))
                    .run(
                            "scaffold",
                            "--collector",
                            "debezium-server",
                            "--dir",
                            shop.toString(),
                            "--rdi",
                            stage.rdi().url())
                    .done();
            System.out.print(written.out());
            Process server = start(java, home, shop.resolve("application.properties"), folder.resolve("debezium"));
            try (RunProcess run = RunProcess.run(shop, stage.rdi().url())) {
                Equality equality = new Equality(stage, ShopSchema.TABLES);
                equality.awaitEqual(run, PATIENCE);
                try (Workload work = Workload.start(stage, 1, Duration.ofMillis(5))) {
                    TimeUnit.SECONDS.sleep(WORK_SECONDS);
                    work.stop();
                }
                equality.awaitEqual(run, PATIENCE);
            } finally {
                server.destroyForcibly().waitFor();
            }
        }
    }

    private static Path required(Found<Path> found) {
        return found.value().orElseThrow(() -> new AssertionError(found.reason()));
    }

    /** The folder of a pipeline that reads what something else captures. */
    private static Path external(Stage stage, Path folder) {
        String[] tables = ShopSchema.TABLES.stream().map(Table::config).toArray(String[]::new);
        String config =
                stage.config(tables).replace("type: cdc", "type: external").replace("targets:\n", """
                            advanced:
                              quarkus: {http.host: 127.0.0.1, http.port: 0}
                        processors:
                          advanced:
                            source:
                              stream.name.pattern: "data:rdi.*"
                        targets:
                        """);
        return Stage.write(folder, config);
    }

    private static Process start(Path java, Path home, Path properties, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.copy(properties, folder.resolve("config").resolve("application.properties"));
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx512m"));
        command.addAll(DebeziumServerArchive.arguments(home));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "debezium-server.log").toFile())
                .start();
    }
}
