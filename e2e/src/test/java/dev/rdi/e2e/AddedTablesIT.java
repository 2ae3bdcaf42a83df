package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.Equality.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables that hold rows already are added to a pipeline while an application changes them and others: no reset, nothing
 * lost, no stale row.
 *
 * <p>{@code -Drdi.seed} repeats a run.
 */
class AddedTablesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(8);
    private static final List<String> FIRST = List.of("line", "session", "tag", Marker.TABLE);

    private final Path folder;

    AddedTablesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("added under load, with large values, without a primary key; SIGKILL while they are read")
    void readsWhatIsNewWhileTheRestStreams() {
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        String name = "AddedTablesIT: repeat with -Drdi.seed=" + seed;
        System.out.println(name);
        try (Stage stage = Stage.start()) {
            stage.sql(ShopSchema.DDL, ShopSchema.ROWS);
            Marker marker = new Marker(stage);
            try (Workload workload = Workload.start(stage, seed, PAUSE)) {
                Path few = pipeline(
                        stage,
                        ShopSchema.TABLES.stream()
                                .filter(table -> FIRST.contains(table.name()))
                                .toList());
                try (RunProcess run = RunProcess.run(few, stage.rdi().url())) {
                    marker.awaitSeen(run, PATIENCE);
                    run.terminate();
                    run.exitCode(Duration.ofSeconds(10));
                }
                Path all = pipeline(stage, ShopSchema.TABLES);
                try (RunProcess run = RunProcess.run(all, stage.rdi().url())) {
                    run.awaitLog("Reading table public.item", PATIENCE);
                    run.kill();
                }
                stage.rdi().call("DEL", "rdi:{default}:lease");
                try (RunProcess run = RunProcess.run(all, stage.rdi().url())) {
                    run.awaitLog("Table public.reading is captured", PATIENCE);
                    marker.awaitSeen(run, PATIENCE);
                    workload.stop();
                    marker.awaitSeen(run, PATIENCE);
                    new Equality(stage, ShopSchema.TABLES).awaitEqual(run, PATIENCE);
                    assertThat(run.log()).doesNotContain("Initial sync done");
                }
            } catch (AssertionError e) {
                throw new AssertionError(name, e);
            }
        }
    }

    private Path pipeline(Stage stage, List<Table> tables) {
        return stage.pipeline(folder, tables.stream().map(Table::config).toArray(String[]::new));
    }
}
