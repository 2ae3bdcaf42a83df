package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.metrics.CollectorSet;
import dev.rdi.control.metrics.Metric;
import dev.rdi.control.metrics.OperatorSet;
import dev.rdi.control.metrics.ProcessorSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells Prometheus is true, and is what dashboards and alerts ask for. */
class ObservabilityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final String PROCESSOR = "/processor/metrics";
    private static final String T = "public.t";

    /** Row 800 of 1,000 keeps the initial sync waiting as long as the table is slow. */
    private static final String SLOW_TABLE = """
            t:
              snapshot_sql: >-
                SELECT id, v FROM t WHERE CASE WHEN id = 800 AND EXISTS (SELECT FROM slow)
                THEN pg_sleep(60) IS NOT NULL ELSE true END
            """;

    private static final String JOB = """
            source: {table: t}
            transform:
              - uses: filter
                with: {language: sql, expression: id % 10 <> 0}
            """;

    private static Stage stage;

    private final Deployment deployment;
    private final Path folder;

    ObservabilityIT(@TempDir Path folder) {
        this.folder = folder;
        deployment = new Deployment(stage, "default");
    }

    @BeforeAll
    static void startServers() {
        stage = Stage.start();
    }

    @AfterAll
    static void stopServers() {
        stage.close();
    }

    @BeforeEach
    void createTables() {
        stage.sql("""
                CREATE TABLE t (id int PRIMARY KEY, v text);
                CREATE TABLE slow (id int PRIMARY KEY);
                INSERT INTO t SELECT n, 'first' FROM generate_series(1, 1000) n;""");
        stage.target().call("SET", "t:id:5", "of another type: row 5 is always rejected");
    }

    @AfterEach
    void clear() {
        deployment.close();
        stage.clear();
    }

    @Test
    @DisplayName("R77: counters equal what was done, whatever is killed, restarted or stopped")
    void countersAreTrueAtEveryTransition() {
        stage.sql("INSERT INTO slow VALUES (1)");
        deployment.deploy(stage.config(SLOW_TABLE), Map.of("t", JOB));
        try (RunProcess killed = server()) {
            killed.await("the first rows are counted", PATIENCE, () -> count(killed, "inserted") > 0);
            assertThat(Scrape.of(killed, "/operator/metrics").value("rdi_operator_is_leader"))
                    .isEqualTo(1);
            killed.kill();
        }
        double counted = storedCount();
        stage.sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'",
                "DELETE FROM slow");
        stage.rdi().call("DEL", "rdi:{default}:lease");
        try (RunProcess server = server()) {
            // Row 5 was rejected in both readings, and is twice in the dead letter queue.
            awaitCounts(server, "inserted", 899, "filtered", 100, "rejected", 2);
            assertThat(count(server, "deduplicated")).isPositive().isGreaterThanOrEqualTo(counted);
            change(1_000);
            awaitCounts(server, "inserted", 899 + 90, "updated", 89, "deleted", 90);
            server.terminate();
            assertThat(server.exitCode(PATIENCE)).isZero();
        }
        change(2_000);
        try (RunProcess server = server()) {
            awaitCounts(server, "inserted", 899 + 180, "updated", 178, "deleted", 180);
            deployment.pipelines().stop("default", Deployment.USER);
            deployment.await(server, PipelineStatus.STOPPED, PATIENCE);
            assertThat(Scrape.of(server, PROCESSOR).value("rdi_engine_state")).isZero();
            change(3_000);
            deployment.pipelines().start("default", Deployment.USER);
            awaitCounts(server, "inserted", 899 + 270, "updated", 267, "deleted", 270);
            addsUp(Scrape.of(server, PROCESSOR));
            assertThat(deployment.totals().total())
                    .isEqualTo((long) Scrape.of(server, PROCESSOR).value("incoming_records_total"));
            assertThat(deployment.totals().updated()).isEqualTo(267);
            assertThat(deployment.totals().deduplicated()).isEqualTo((long) count(server, "deduplicated"));
        }
    }

    /** Inserts 100 rows from there on, 10 of them filtered, updates 100, of which 1 is rejected, and deletes the 100. */
    private static void change(int from) {
        stage.sql(
                "INSERT INTO t SELECT n, 'new' FROM generate_series(%d, %d) n".formatted(from + 1, from + 100),
                "UPDATE t SET v = v || '+' WHERE id <= 100",
                "DELETE FROM t WHERE id > %d".formatted(from));
    }

    /** What the first server had counted when it was killed. */
    private static double storedCount() {
        return Double.parseDouble(
                RedisKeys.hash(stage.rdi(), "pos:data:{rdi:public.t}:target").getOrDefault("inserted", "0"));
    }

    private static void addsUp(Scrape scrape) {
        Map<String, Double> sums = new TreeMap<>();
        scrape.samples().stream()
                .filter(it -> it.name().equals("rdi_incoming_entries"))
                .forEach(it -> sums.merge(String.valueOf(it.labels().get("data_source")), it.value(), Double::sum));
        assertThat(sums).containsOnlyKeys(T);
        assertThat(sums.get(T)).isEqualTo(scrape.value("incoming_records_total"));
        assertThat(scrape.value("incoming_records_total"))
                .as("none is pending, none came from nowhere")
                .isEqualTo(1_000 + 3 * 300 + 1 + scrape.value("rdi_incoming_entries", "operation", "deduplicated"));
    }

    /** Pairs of operation and count. */
    private static void awaitCounts(RunProcess server, Object... pairs) {
        server.await("the counts are " + List.of(pairs), PATIENCE, () -> {
            Scrape scrape = Scrape.of(server, PROCESSOR);
            boolean equal = scrape.value("rdi_incoming_entries", "operation", "pending") == 0;
            for (int i = 0; i < pairs.length; i += 2) {
                double wanted = ((Number) pairs[i + 1]).doubleValue();
                equal &= scrape.value("rdi_incoming_entries", "operation", (String) pairs[i]) == wanted;
            }
            return equal;
        });
    }

    private static double count(RunProcess server, String operation) {
        return Scrape.of(server, PROCESSOR).value("rdi_incoming_entries", "operation", operation);
    }

    @Test
    void whatDashboardsAndAlertsAskForIsThere() {
        try (RunProcess server = run()) {
            server.await("all rows are counted", PATIENCE, () -> count(server, "inserted") == 999);
            stage.target().kill();
            stage.sql("UPDATE t SET v = 'later' WHERE id = 1");
            server.await(
                    "it tries again",
                    PATIENCE,
                    () -> Scrape.of(server, PROCESSOR).value("rdi_retries_total", "part", "target") > 0);
            stage.target().start();
            awaitCounts(server, "updated", 1);
            Scrape[] last = new Scrape[1];
            server.await("the source is watched", PATIENCE, () -> {
                last[0] = Scrape.of(server, "/metrics");
                return last[0].value("rdi_source_slot_bytes") > 0;
            });
            Scrape scrape = last[0];
            hasDocumented(scrape);
            for (String query : queries()) {
                List<PromSelector> selectors = PromSelector.of(query);
                assertThat(selectors).as(query).isNotEmpty().allMatch(it -> it.isIn(scrape), "there is such a series");
            }
            assertThat(scrape.value("RowsScanned", "table", T)).isEqualTo(1_000);
            assertThat(scrape.value("TotalNumberOfUpdateEventsSeen", "context", "streaming"))
                    .isEqualTo(1);
            assertThat(scrape.value("TotalNumberOfEventsSeen", "context", "snapshot"))
                    .isEqualTo(1_000);
            assertThat(scrape.value("rdi_commit_to_visible_seconds_count")).isEqualTo(1);
            assertThat(scrape.value("Connected")).isEqualTo(1);
        }
    }

    private static void hasDocumented(Scrape scrape) {
        Stream.of(
                        CollectorSet.DOCUMENTED,
                        CollectorSet.OWN,
                        ProcessorSet.DOCUMENTED,
                        ProcessorSet.OWN,
                        OperatorSet.DOCUMENTED,
                        OperatorSet.OWN)
                .flatMap(List::stream)
                .forEach(metric -> {
                    assertThat(scrape.types())
                            .containsEntry(metric.name(), metric.type().name().toLowerCase(Locale.ROOT));
                    assertThat(scrape.samples()).as(metric.name()).anyMatch(sample -> isOf(metric, sample));
                });
    }

    private static boolean isOf(Metric metric, Scrape.Sample sample) {
        String name = metric.type() == Metric.Type.HISTOGRAM ? metric.name() + "_sum" : metric.name();
        return sample.name().equals(name) && sample.labels().keySet().equals(Set.copyOf(metric.labels()));
    }

    /** Of RDI's dashboard, of ours, and of the alert rules. */
    private static List<String> queries() {
        List<String> queries = new ArrayList<>();
        try (InputStream rdi =
                Objects.requireNonNull(ObservabilityIT.class.getResourceAsStream("rdi-dashboard-queries.txt"))) {
            new String(rdi.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(queries::add);
            JsonNode ours = new ObjectMapper()
                    .readTree(DEPLOY.resolve("grafana/rdi.json").toFile());
            ours.findValuesAsText("expr").forEach(queries::add);
            Files.readString(DEPLOY.resolve("prometheus/alerts.yml"))
                    .lines()
                    .filter(line -> line.strip().startsWith("expr: "))
                    .forEach(line -> queries.add(line.strip().substring("expr: ".length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return queries;
    }

    private RunProcess run() {
        RunProcess run = RunProcess.start(
                Map.of(),
                "run",
                "--dir",
                stage.pipeline(folder, "t: {}\n").toString(),
                "--rdi",
                stage.rdi().url(),
                "--metrics-listen",
                "127.0.0.1:0");
        run.awaitLog("Metrics are at port", PATIENCE);
        return run;
    }

    private RunProcess server() {
        RunProcess server = deployment.server();
        server.awaitLog("Listening at port", PATIENCE);
        return server;
    }
}
