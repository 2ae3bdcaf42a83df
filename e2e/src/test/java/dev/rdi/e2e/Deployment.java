package dev.rdi.e2e;

import dev.rdi.config.secret.References;
import dev.rdi.control.DeployChecks;
import dev.rdi.control.Documents;
import dev.rdi.control.PipelineSpec;
import dev.rdi.control.PipelineState;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.Pipelines;
import dev.rdi.control.Statistics;
import dev.rdi.control.Statistics.Totals;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisPool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline that is deployed in the RDI database of a stage, and the servers that work for it.
 *
 * <p>Confined to one thread.
 */
final class Deployment implements AutoCloseable {

    static final String USER = "tester";

    private final Stage stage;
    private final String name;
    private final RedisPool pool;
    private final Pipelines pipelines;

    Deployment(Stage stage, String name) {
        this.stage = stage;
        this.name = name;
        this.pool = new RedisPool(RedisAddress.parse(stage.rdi().url()), "");
        this.pipelines =
                new Pipelines(pool, (pipeline, spec) -> References.none(), (pipeline, config, wanted) -> List.of());
    }

    Pipelines pipelines() {
        return pipelines;
    }

    /** Starts a server on the stage. */
    RunProcess server(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("server", "--rdi", stage.rdi().url(), "--listen", "127.0.0.1:0"));
        arguments.addAll(List.of(options));
        return RunProcess.start(Map.of(), arguments.toArray(String[]::new));
    }

    /** Deploys a configuration without jobs; says whether that changed anything. */
    boolean deploy(String config) {
        return deploy(config, Map.of());
    }

    boolean deploy(String config, Map<String, String> jobs) {
        return pipelines
                .deploy(
                        name,
                        new PipelineSpec(config, jobs),
                        Optional.empty(),
                        DeployChecks.Wanted.NONE,
                        USER,
                        "deploy")
                .changed();
    }

    /** What the API says of the pipeline's streams. */
    Totals totals() {
        return new Statistics(pool, new Documents()).dataStreams(state()).totals();
    }

    PipelineState state() {
        return pipelines.require(name);
    }

    /** Waits until what is wanted is so. */
    void await(RunProcess server, PipelineStatus status, Duration patience) {
        server.await(
                name + " is " + status.text(),
                patience,
                () -> state().isCurrent() && state().status(Instant.now()) == status);
    }

    @Override
    public void close() {
        pool.close();
    }
}
