package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.control.PipelineProblem;
import dev.rdi.control.PipelineStatus;
import dev.rdi.e2e.Equality.Table;
import dev.rdi.embedded.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A right that a user lacks is named with the line that grants it. */
@DisplayName("R73: a missing right is named, in the status of a server and in the log of a run")
class MissingRightsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration TAKEOVER = Duration.ofSeconds(15);
    private static final List<Table> TABLES = List.of(new Table("t"), new Table(Marker.TABLE));

    private static Stage stage;

    private final Marker marker;
    private final Deployment deployment;

    MissingRightsIT() {
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
    void prepare() {
        stage.sql("""
                CREATE TABLE t (id int PRIMARY KEY, v text);
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO t SELECT n, 'first' FROM generate_series(1, 100) n;
                INSERT INTO marker VALUES (1, 0);""");
        AclUsers.createRdi(stage.rdi());
        AclUsers.createTarget(stage.target(), List.of("t:*", "marker:*"));
    }

    @AfterEach
    void clear() {
        deployment.close();
        stage.clear();
    }

    /** Rights are taken from a running pipeline, one by one, and given back. */
    @Test
    void namesInTheStatusWhatIsTakenAway() {
        deployment.deploy(config());
        try (RunProcess server = server()) {
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            marker.awaitSeen(server, PATIENCE);
            losesAndGetsBack(server, stage.rdi(), AclUsers.RDI, "+xadd");
            losesAndGetsBack(server, stage.rdi(), AclUsers.RDI, "+xtrim");
            losesAndGetsBack(server, stage.target(), AclUsers.TARGET, "+hset");
            AclUsers.grant(stage.target(), AclUsers.TARGET, "resetkeys", "~rdi:{*", "~marker:*");
            stage.sql("UPDATE t SET v = 'refused'");
            awaitNamed(server, "ACL SETUSER target ~t:* ");
            AclUsers.grant(stage.target(), AclUsers.TARGET, "~t:*");
            deployment.await(server, PipelineStatus.STARTED, PATIENCE);
            new Equality(stage, TABLES).awaitEqual(server, PATIENCE);
            stage.sql("TRUNCATE t");
            new Equality(stage, TABLES).awaitEqual(server, PATIENCE);
            assertThat(server.log()).doesNotContain("\tat ");
        }
    }

    private void losesAndGetsBack(RunProcess server, RedisServer redis, String user, String rule) {
        AclUsers.grant(redis, user, rule.replace('+', '-'));
        stage.sql("UPDATE t SET v = '" + rule + "'");
        awaitNamed(server, "ACL SETUSER " + user + " " + rule + " ");
        AclUsers.grant(redis, user, rule);
        deployment.await(server, PipelineStatus.STARTED, PATIENCE);
    }

    private void awaitNamed(RunProcess server, String cure) {
        server.await(
                "the status says " + cure,
                PATIENCE,
                () -> deployment.state().problems(Instant.now()).stream()
                        .map(PipelineProblem::remediation)
                        .anyMatch(text -> text.startsWith(cure)));
    }

    @Test
    void namesInTheLogOfARunWhatIsMissingFromTheBeginning(@TempDir Path folder) {
        AclUsers.grant(stage.rdi(), AclUsers.RDI, "-hsetnx", "-info");
        Path pipeline = Stage.write(folder, config());
        Outcome refused = Outcome.of(Map.of(), "run", "--dir", pipeline.toString(), "--rdi", rdiUrl());
        refused.assertRefused("the user rdi may not run hsetnx", "ACL SETUSER rdi +hsetnx ");

        AclUsers.grant(stage.rdi(), AclUsers.RDI, "+hsetnx", "-xlen");
        AclUsers.grant(stage.target(), AclUsers.TARGET, "-hset", "-unlink");
        try (RunProcess run = RunProcess.run(pipeline, rdiUrl())) {
            run.awaitLog("ACL SETUSER rdi +info ", PATIENCE);
            run.awaitLog("ACL SETUSER rdi +xlen ", PATIENCE);
            run.awaitLog("ACL SETUSER target +hset +unlink ", PATIENCE);
            AclUsers.grant(stage.rdi(), AclUsers.RDI, "+xlen");
            AclUsers.grant(stage.target(), AclUsers.TARGET, "+hset", "+unlink");
            new Equality(stage, TABLES).awaitEqual(run, PATIENCE);
            assertThat(run.log()).doesNotContain("\tat ");
        }
    }

    @Test
    void leadsWithoutTheRightToEndConnectionsAndSaysSo() {
        for (String rule : List.of("-client|id", "-client|list", "-client|kill")) {
            AclUsers.grant(stage.rdi(), AclUsers.RDI, rule);
            AclUsers.grant(stage.target(), AclUsers.TARGET, rule);
        }
        deployment.deploy(config());
        try (RunProcess leader = server()) {
            deployment.await(leader, PipelineStatus.STARTED, PATIENCE);
            leader.await(
                    "the status says what is missing",
                    PATIENCE,
                    () -> deployment.state().problems(Instant.now()).stream()
                            .filter(problem -> problem.code().equals("lease.unfenced"))
                            .map(PipelineProblem::remediation)
                            .anyMatch(cure ->
                                    cure.startsWith("ACL SETUSER target +client|id +client|list +client|kill ")));
            marker.awaitSeen(leader, PATIENCE);
            try (RunProcess standby = server()) {
                standby.awaitLog("Standby", PATIENCE);
                leader.freeze();
                stage.sql("UPDATE t SET v = 'while it is paused'");
                marker.awaitSeen(standby, TAKEOVER);
                leader.thaw();
                leader.awaitLog("Standby", PATIENCE);
                new Equality(stage, TABLES).awaitEqual(standby, PATIENCE);
            }
        }
    }

    private static RunProcess server() {
        return RunProcess.start(Map.of(), "server", "--rdi", rdiUrl(), "--listen", "127.0.0.1:0");
    }

    private static String rdiUrl() {
        return AclUsers.url(stage.rdi(), AclUsers.RDI);
    }

    private static String config() {
        return AclUsers.withTarget(
                stage.config(TABLES.stream().map(Table::config).toArray(String[]::new)));
    }
}
