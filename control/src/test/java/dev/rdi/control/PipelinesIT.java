package dev.rdi.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import dev.rdi.control.ControlException.Reason;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisPool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PipelinesIT {

    private static RedisServer server;

    private RedisPool pool;
    private Pipelines pipelines;

    PipelinesIT() {
        pool = new RedisPool(RedisAddress.parse(server.url()), "");
        pipelines = new Pipelines(pool, (name, spec) -> References.none(), (name, config, wanted) -> List.of());
    }

    @BeforeAll
    static void startServer() {
        server = RedisServer.builder().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void clear() {
        server.call("FLUSHALL");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void keepsEveryRevisionAndChangesNothingForAnEqualOne() {
        assertThat(deploy("p", spec(1)).changed()).isTrue();
        assertThat(deploy("p", spec(1)).changed()).isFalse();
        assertThat(deploy("p", spec(2)).changed()).isTrue();
        assertThat(pipelines.rollback("p", 1, DeployChecks.Wanted.NONE, "ann").changed())
                .isTrue();
        assertThat(pipelines.revisions("p")).extracting(Revision::number).containsExactly(3L, 2L, 1L);
        assertThat(pipelines.revisions("p").get(0))
                .returns(spec(1), Revision::spec)
                .returns("ann", Revision::by)
                .returns("rollback to 1", Revision::comment);
        assertThat(pipelines.require("p").desired().generation()).isEqualTo(3);
    }

    @Test
    @DisplayName("R48: stopped stays stopped")
    void aDeployLeavesAStoppedPipelineStopped() {
        deploy("p", spec(1));
        assertThat(pipelines.stop("p", "ann").desired().active()).isFalse();
        assertThat(deploy("p", spec(2)).state().desired().active()).isFalse();
        assertThat(pipelines.reset("p", "ann").desired().active()).isFalse();
        assertThat(pipelines.start("p", "ann").desired().active()).isTrue();
    }

    @Test
    void keepsTheLastHundredRevisions() {
        IntStream.rangeClosed(1, 103).forEach(port -> deploy("p", spec(port)));
        assertThat(pipelines.revisions("p"))
                .hasSize(100)
                .last()
                .extracting(Revision::number)
                .isEqualTo(4L);
    }

    @Test
    void losesNoneOfManyChangesAtTheSameTime() {
        deploy("p", spec(1));
        IntStream.rangeClosed(2, 9).parallel().forEach(port -> deploy("p", spec(port)));
        assertThat(pipelines.revisions("p")).hasSize(9);
        assertThat(pipelines.require("p").desired().generation()).isEqualTo(9);
    }

    @Test
    void tellsEverythingThatIsWrong() {
        PipelineSpec wrong = new PipelineSpec(
                "sources: {s: {type: cdc}}\ntargets: {target: {connection: {host: h, prt: 1}}}",
                Map.of("j", "source: {table: t}\ntransform: [{uses: filter, with: {language: sql, expression: '('}}]"));
        assertThatThrownBy(() -> deploy("p", wrong))
                .asInstanceOf(type(ControlException.class))
                .returns(Reason.INVALID, ControlException::reason)
                .extracting(ControlException::problems)
                .satisfies(problems ->
                        assertThat(problems).extracting(Problem::file).contains("config.yaml", "jobs/j"));
        assertThat(pipelines.names()).isEmpty();
    }

    @Test
    @DisplayName("R55: what is being deleted can be seen, but not worked with, nor made again before it is gone")
    void aPipelineThatIsBeingDeletedCanBeSeenOnly() {
        deploy("p", spec(1));
        pipelines.delete("p", "ann");
        assertThat(pipelines.find("p")).isEmpty();
        assertThat(pipelines.list())
                .singleElement()
                .satisfies(state -> assertThat(state.status(Instant.now())).isEqualTo(PipelineStatus.DELETING));
        assertThatThrownBy(() -> deploy("p", spec(1)))
                .asInstanceOf(type(ControlException.class))
                .returns(Reason.CONFLICT, ControlException::reason);
        assertThatThrownBy(() -> pipelines.start("unknown", "ann"))
                .asInstanceOf(type(ControlException.class))
                .returns(Reason.NOT_FOUND, ControlException::reason);
    }

    @Test
    @DisplayName("R50: a status counts only if it is about what is wanted now")
    void saysWhetherTheStatusIsCurrent() {
        deploy("p", spec(1));
        Instant now = Instant.now();
        assertThat(pipelines.require("p").status(now)).isEqualTo(PipelineStatus.CREATING);
        observe("p", 1, PipelineStatus.STARTED, now);
        assertThat(pipelines.require("p").status(now)).isEqualTo(PipelineStatus.STARTED);
        pipelines.stop("p", "ann");
        assertThat(pipelines.require("p").isCurrent()).isFalse();
        assertThat(pipelines.require("p").status(now)).isEqualTo(PipelineStatus.STOPPING);
        observe("p", 2, PipelineStatus.STOPPED, now);
        assertThat(pipelines.require("p").status(now)).isEqualTo(PipelineStatus.STOPPED);
        assertThat(pipelines.require("p").status(now.plusSeconds(60))).isEqualTo(PipelineStatus.UNKNOWN);
        assertThat(pipelines.require("p").problems(now.plusSeconds(60))).hasSize(1);
    }

    private Pipelines.Deployed deploy(String name, PipelineSpec spec) {
        return pipelines.deploy(name, spec, Optional.empty(), DeployChecks.Wanted.NONE, "ann", "deploy");
    }

    private static void observe(String name, long generation, PipelineStatus status, Instant now) {
        Observed observed = new Observed(generation, 1, status, now, now, "here", "streaming", List.of(), Map.of());
        server.call("HSET", "rdi:{" + name + "}:status", ObservedCodec.FIELD, ObservedCodec.encode(observed));
    }

    private static PipelineSpec spec(int port) {
        return new PipelineSpec(
                "sources: {s: {type: external}}\ntargets: {target: {connection: {host: h, port: " + port + "}}}",
                Map.of());
    }
}
