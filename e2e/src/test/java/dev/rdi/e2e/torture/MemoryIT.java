package dev.rdi.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.RedisKeys;
import dev.rdi.e2e.RunProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is large passes inside a heap of 512 MB: a backlog, a transaction, a row, the number of columns. In the long form
 * of the suite backlog and transaction are ten times as large.
 */
class MemoryIT {

    private static final boolean FULL = Boolean.getBoolean("rdi.torture.full");
    private static final int BACKLOG = FULL ? 2_000_000 : 200_000;
    private static final int TRANSACTION = FULL ? 1_000_000 : 100_000;
    private static final int COLUMNS = 1_000;
    private static final int WIDE_ROWS = 200;
    private static final Duration PATIENCE = FULL ? Duration.ofMinutes(15) : Duration.ofMinutes(3);

    /** Those of the launcher, but for the size of the heap. */
    private static final List<String> FLAGS = List.of(
            "-Xms32m",
            "-Xmx512m",
            "-XX:+UseG1GC",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Duser.timezone=UTC");

    private static final Map<String, List<String>> TABLES = Map.of(
            "backlog", List.of(), "bulk", List.of(), "huge", List.of(), "large", List.of(), "wide", List.of(), "marker",
            List.of());

    private final Path folder;

    MemoryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName(
            "a backlog, one transaction, 1,500 rows of 200 KB, rows of 20 MB and 1,000 columns in a heap of 512 MB")
    void passesWhatIsLarge() {
        try (Rig rig = Rig.start()) {
            rig.sql(ddl(), huge(1), wide(1));
            String tables =
                    TABLES.keySet().stream().map("public.%s: {}\n"::formatted).collect(Collectors.joining());
            Path pipeline = rig.pipeline(folder, tables, Map.of());
            try (RunProcess first = RunProcess.runWith(FLAGS, pipeline, rig.rdiUrl())) {
                awaitArrived(rig, first);
                first.terminate();
                first.exitCode(Duration.ofSeconds(20));
            }
            backlog(rig);
            try (RunProcess run = RunProcess.runWith(FLAGS, pipeline, rig.rdiUrl())) {
                run.awaitLog("Leading", PATIENCE);
                rig.targetProxy().refuse(); // What is staged now has to wait.
                rig.sql("INSERT INTO bulk SELECT n, repeat('b', 100) FROM generate_series(1, %d) n"
                        .formatted(TRANSACTION));
                rig.sql(huge(2), wide(2), "UPDATE huge SET n = 3 WHERE id = 1", "UPDATE wide SET c1 = -1");
                rig.targetProxy().heal();
                awaitArrived(rig, run);
                assertThat(Rows.differences(rig, TABLES)).isEmpty();
                System.out.println("MemoryIT: " + peak(run));
            }
        }
    }

    private static void awaitArrived(Rig rig, RunProcess run) {
        String n = rig.query("UPDATE marker SET n = n + 1 WHERE id = 1 RETURNING n")
                .orElseThrow();
        run.await(
                "everything has arrived",
                PATIENCE,
                () -> n.equals(RedisKeys.hash(rig.target(), "marker:id:1").get("n"))
                        && RedisKeys.entries(rig.rdi(), "data:*") == 0);
    }

    private static String ddl() {
        String columns =
                IntStream.range(1, COLUMNS).mapToObj(i -> ", c" + i + " int").collect(Collectors.joining());
        return """
                CREATE TABLE backlog (id int PRIMARY KEY, v text);
                CREATE TABLE bulk (id int PRIMARY KEY, v text);
                CREATE TABLE huge (id int PRIMARY KEY, n int, body text);
                ALTER TABLE huge ALTER body SET STORAGE EXTERNAL;
                CREATE TABLE large (id int PRIMARY KEY, body text);
                INSERT INTO large SELECT n, repeat(md5(n::text), 6250) FROM generate_series(1, 1500) n;
                CREATE TABLE wide (id int PRIMARY KEY%s);
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO marker VALUES (1, 0);""".formatted(columns);
    }

    /** A row of 20 MB. */
    private static String huge(int id) {
        return "INSERT INTO huge SELECT %1$d, %1$d, string_agg(md5('%1$d' || i), '') FROM generate_series(1, 625000) i"
                .formatted(id);
    }

    private static String wide(int part) {
        String values = IntStream.range(1, COLUMNS).mapToObj(i -> ", n + " + i).collect(Collectors.joining());
        int from = part * WIDE_ROWS;
        return "INSERT INTO wide SELECT n%s FROM generate_series(%d, %d) n"
                .formatted(values, from, from + WIDE_ROWS - 1);
    }

    /** Transactions of 1,000 rows. */
    private static void backlog(Rig rig) {
        rig.sql("""
                DO $$ BEGIN
                  FOR part IN 0..%d LOOP
                    INSERT INTO backlog SELECT part * 1000 + n, repeat('v', 100) FROM generate_series(1, 1000) n;
                    COMMIT;
                  END LOOP;
                END $$""".formatted(BACKLOG / 1_000 - 1));
    }

    /** The most memory that the process ever had, where the system tells it. */
    private static String peak(RunProcess run) {
        Path status = Path.of("/proc", Long.toString(run.pid()), "status");
        if (!Files.exists(status)) {
            return "peak unknown";
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
