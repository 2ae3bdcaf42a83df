package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rdi.control.DeployChecks;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.Revision;
import dev.rdi.e2e.Equality.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Servers that run what is deployed in the RDI database. */
class ServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration TAKEOVER = Duration.ofSeconds(15);
    private static final Duration HANDOVER = Duration.ofSeconds(8);
    private static final List<Table> TABLES = List.of(new Table("t"), new Table(Marker.TABLE));

    private static Stage stage;

    private final Marker marker;
    private final Deployment deployment;

    ServerIT() {
        marker = new Marker(stage);
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
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO t SELECT n, 'first' FROM generate_series(1, 1000) n;
                INSERT INTO marker VALUES (1, 0);""");
    }

    @AfterEach
    void clear() {
        deployment.close();
        stage.clear();
    }

    @Test
    @DisplayName("R46, R48, R50, R51: a pipeline's life, from deploy to delete")
    void leadsAPipelineThroughItsLife() {
        try (RunProcess server = deployment.server()) {
            assertThat(deployment.deploy(config())).isTrue();
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            marker.awaitSeen(server, PATIENCE);
            new Equality(stage, TABLES).awaitEqual(server, PATIENCE);

            assertThat(deployment.deploy(config()))
                    .as("an equal redeploy changes nothing")
                    .isFalse();
            assertThat(deployment.state().revision().number()).isEqualTo(1);

            String reader = sourceReader();
            deployment.deploy(config(), Map.of("t", job("changed")));
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            stage.sql("UPDATE t SET v = 'x' WHERE id = 1");
            server.await("the job is in force", PATIENCE, () -> field("changed").equals("yes"));
            assertThat(sourceReader()).as("the collector wasn't interrupted").isEqualTo(reader);

            deployment.pipelines().stop("default", Deployment.USER);
            deployment.await(server, PipelineStatus.STOPPED, PATIENCE);
            deployment.deploy(config(), Map.of("t", job("again")));
            deployment.await(server, PipelineStatus.STOPPED, PATIENCE);
            stage.sql("UPDATE t SET v = 'y' WHERE id = 1");
            assertThat(sourceReader()).as("stopped stays stopped").isEmpty();

            deployment.pipelines().start("default", Deployment.USER);
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            server.await(
                    "what happened meanwhile is there",
                    PATIENCE,
                    () -> field("again").equals("yes") && field("v").equals("y"));

            deployment.pipelines().rollback("default", 1, DeployChecks.Wanted.NONE, Deployment.USER);
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            assertThat(deployment.pipelines().revisions("default"))
                    .extracting(Revision::number, Revision::comment)
                    .startsWith(tuple(4L, "rollback to 1"));

            stage.sql("CREATE TABLE other (id int PRIMARY KEY, v text); INSERT INTO other VALUES (1, 'one')");
            deployment.deploy(stage.config(Stream.concat(TABLES.stream(), Stream.of(new Table("other")))
                    .map(Table::config)
                    .toArray(String[]::new)));
            server.await(
                    "a table that is added is read without a reset",
                    PATIENCE,
                    () -> value("other").equals("one"));

            deployment.pipelines().delete("default", Deployment.USER);
            server.await("it is deleted", PATIENCE, () -> keys().isEmpty());
            assertThat(leftovers()).isEmpty();
            assertThat(RedisKeys.hash(stage.target(), "t:id:1")).as("rows stay").isNotEmpty();
            deployment.deploy(config());
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            marker.awaitSeen(server, PATIENCE);
        }
    }

    @Test
    @DisplayName("R49: what fails is named, and goes on by itself when its cause is gone")
    void namesWhatFailsAndGoesOn() {
        try (RunProcess server = deployment.server()) {
            stage.sql("ALTER TABLE t RENAME TO hidden");
            deployment.deploy(config());
            deployment.await(server, PipelineStatus.ERROR, PATIENCE);
            assertThat(deployment.state().problems(Instant.now())).isNotEmpty();
            stage.sql("ALTER TABLE hidden RENAME TO t");
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            new Equality(stage, TABLES).awaitEqual(server, PATIENCE);
        }
    }

    @Test
    void dividesTheWorkByRoles() {
        deployment.deploy(config());
        try (RunProcess front = deployment.server("--roles", "api");
                RunProcess worker = deployment.server("--roles", "operator,collector,processor")) {
            deployment.await(worker, PipelineStatus.STARTED, PATIENCE);
            marker.awaitSeen(worker, PATIENCE);
            assertThat(new Api(worker).status("/readyz")).isEqualTo(200);
            assertThat(new Api(worker).status("/api/v2/pipelines")).isEqualTo(404);
            assertThat(new Api(front).status("/readyz")).isEqualTo(200);
            assertThat(new Api(front).status("/api/v2/pipelines")).isEqualTo(401);
            assertThat(front.log()).doesNotContain("Leading the pipeline");
        }
    }

    @Test
    void takesOverFromAServerThatWasKilledUnderLoad() {
        deployment.deploy(config());
        try (RunProcess leader = deployment.server();
                RunProcess standby = standbyBeside(leader)) {
            stage.sql("UPDATE t SET v = 'in flight'");
            leader.kill();
            change("after the kill");
            marker.awaitSeen(standby, TAKEOVER);
            new Equality(stage, TABLES).awaitEqual(standby, PATIENCE);
        }
    }

    @Test
    void handsOverAtOnceWhenItIsAskedToEnd() {
        deployment.deploy(config());
        try (RunProcess leader = deployment.server();
                RunProcess standby = standbyBeside(leader)) {
            change("before the end");
            leader.terminate();
            marker.awaitSeen(standby, HANDOVER);
            assertThat(leader.exitCode(Duration.ofSeconds(5))).isZero();
            new Equality(stage, TABLES).awaitEqual(standby, PATIENCE);
        }
    }

    @Test
    @DisplayName("R56: a server that was paused for longer than its lease writes nothing when it wakes")
    void aPausedServerWritesNothingWhenItWakes() {
        deployment.deploy(config());
        try (RunProcess paused = deployment.server();
                RunProcess leader = standbyBeside(paused)) {
            stage.sql("UPDATE t SET v = 'in flight'");
            paused.freeze();
            change("while it is paused");
            marker.awaitSeen(leader, PATIENCE);
            int logged = paused.log().length();
            try (WriterWatch rdi = WriterWatch.of(stage.rdi());
                    WriterWatch target = WriterWatch.of(stage.target())) {
                paused.thaw();
                paused.await(
                        "it waits as standby",
                        PATIENCE,
                        () -> paused.log().substring(logged).contains("Standby"));
                change("after it woke");
                marker.awaitSeen(leader, PATIENCE);
                assertThat(rdi.strangers()).isEmpty();
                assertThat(target.strangers()).isEmpty();
            }
            new Equality(stage, TABLES).awaitEqual(leader, PATIENCE);
        }
    }

    @Test
    void twoPipelinesKeepOutOfEachOthersWay() {
        stage.sql("CREATE TABLE other (id int PRIMARY KEY, v text); INSERT INTO other VALUES (1, 'one')");
        try (Deployment second = new Deployment(stage, "second");
                RunProcess server = deployment.server()) {
            deployment.deploy(config());
            second.deploy(stage.config(new Table("other").config()));
            second.await(server, PipelineStatus.STARTED, PATIENCE);
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            server.await(
                    "both have read their tables",
                    PATIENCE,
                    () -> value("other").equals("one") && value("t").equals("first"));
            second.pipelines().stop("second", Deployment.USER);
            second.await(server, PipelineStatus.STOPPED, PATIENCE);
            stage.sql("UPDATE other SET v = 'two'", "UPDATE t SET v = 'three'");
            marker.awaitSeen(server, PATIENCE);
            assertThat(value("other")).isEqualTo("one");
            assertThat(value("t")).isEqualTo("three");
        }
    }

    private String config() {
        return stage.config(TABLES.stream().map(Table::config).toArray(String[]::new));
    }

    private static String job(String field) {
        return """
                source: {table: t}
                transform:
                  - uses: add_field
                    with: {field: %s, language: jmespath, expression: "'yes'"}
                """.formatted(field);
    }

    private static String field(String name) {
        return RedisKeys.hash(stage.target(), "t:id:1").getOrDefault(name, "");
    }

    /** The keys of the RDI database, but for those of the installation. */
    private static List<String> keys() {
        return RedisKeys.matching(stage.rdi(), "*").stream()
                .filter(key -> key.contains("{") || key.equals("rdi:pipelines"))
                .toList();
    }

    /** What a pipeline that was deleted must not leave anywhere (R55). */
    private static List<String> leftovers() {
        List<String> left = new ArrayList<>(keys());
        left.addAll(RedisKeys.matching(stage.target(), "rdi:*"));
        stage.query("SELECT string_agg(slot_name, ',') FROM pg_replication_slots")
                .ifPresent(left::add);
        stage.query("SELECT string_agg(pubname, ',') FROM pg_publication").ifPresent(left::add);
        return left;
    }

    private static String value(String table) {
        return RedisKeys.hash(stage.target(), table + ":id:1").getOrDefault("v", "");
    }

    /** The process of the source that sends changes; a new one after each start of a collector. */
    private static String sourceReader() {
        return stage.query("SELECT active_pid FROM pg_replication_slots WHERE active")
                .orElse("");
    }

    /** Starts a second server once the first one is streaming, and waits until it says that it waits. */
    private RunProcess standbyBeside(RunProcess leader) {
        marker.awaitSeen(leader, PATIENCE);
        RunProcess standby = deployment.server();
        standby.awaitLog("Standby", PATIENCE);
        return standby;
    }

    private static void change(String value) {
        stage.sql(
                "UPDATE t SET v = '%s' WHERE id %% 3 = 0".formatted(value),
                "DELETE FROM t WHERE id %% 10 = %d".formatted(value.length() % 10),
                "UPDATE t SET id = id + 10000 WHERE id BETWEEN 500 AND 520");
    }
}
