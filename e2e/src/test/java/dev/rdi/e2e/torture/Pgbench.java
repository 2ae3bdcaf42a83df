package dev.rdi.e2e.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The tables of pgbench at scale 1, and the program itself.
 *
 * <p>{@code pgbench_history} has neither a primary key nor a unique constraint; its rows are only ever added. The columns
 * below identify one: the time is that of the transaction's begin in microseconds, and a teller is updated by one
 * transaction at a time.
 */
final class Pgbench {

    static final int ACCOUNTS = 100_000;
    static final int TELLERS = 10;

    static final Map<String, List<String>> TABLES = Map.of(
            "pgbench_accounts", List.of(),
            "pgbench_branches", List.of(),
            "pgbench_tellers", List.of(),
            "pgbench_history", List.of("tid", "bid", "aid", "delta", "mtime"),
            "marker", List.of());

    static final String CONFIG = """
            public.pgbench_accounts: {}
            public.pgbench_branches: {}
            public.pgbench_tellers: {}
            public.pgbench_history: { keys: [tid, bid, aid, delta, mtime] }
            public.marker: {}
            """;

    static final String DDL = """
            CREATE TABLE pgbench_branches (bid int NOT NULL PRIMARY KEY, bbalance int, filler char(88));
            CREATE TABLE pgbench_tellers (tid int NOT NULL PRIMARY KEY, bid int, tbalance int, filler char(84));
            CREATE TABLE pgbench_accounts (aid int NOT NULL PRIMARY KEY, bid int, abalance int, filler char(84));
            CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
            ALTER TABLE pgbench_history REPLICA IDENTITY FULL;
            CREATE TABLE marker (id int PRIMARY KEY, n bigint);
            INSERT INTO pgbench_branches VALUES (1, 0);
            INSERT INTO pgbench_tellers SELECT n, 1, 0 FROM generate_series(1, %d) n;
            INSERT INTO pgbench_accounts SELECT n, 1, 0, '' FROM generate_series(1, %d) n;
            INSERT INTO marker VALUES (1, 0);
            """.formatted(TELLERS, ACCOUNTS);

    private static final int CLIENTS = 4;

    private final Process process;
    private final Path log;

    private Pgbench(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pgbench")));
    }

    /** Starts the program at full speed. */
    static Pgbench start(Rig rig, Path folder, Duration duration) {
        List<String> command = List.of(
                "pgbench",
                "--no-vacuum",
                "--client=" + CLIENTS,
                "--time=" + duration.toSeconds(),
                "--host=127.0.0.1",
                "--port=" + rig.source().port(),
                "--username=" + rig.source().user(),
                Rig.DATABASE);
        try {
            Path log = folder.resolve("pgbench.log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("PGPASSWORD", rig.source().password());
            return new Pgbench(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is over, and returns what it printed. */
    String finish(Duration patience) {
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            String printed = Files.readString(log);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("pgbench failed: " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
