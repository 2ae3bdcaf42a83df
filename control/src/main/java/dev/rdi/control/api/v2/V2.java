package dev.rdi.control.api.v2;

import dev.rdi.control.Actions;
import dev.rdi.control.DeployedConfig;
import dev.rdi.control.Documents;
import dev.rdi.control.PipelineSecrets;
import dev.rdi.control.PipelineTraces;
import dev.rdi.control.Pipelines;
import dev.rdi.control.ReferenceSource;
import dev.rdi.control.ServerHealth;
import dev.rdi.control.SourceCatalog;
import dev.rdi.control.Statistics;
import dev.rdi.control.TargetDatabases;
import dev.rdi.control.api.http.Route;
import dev.rdi.redis.RedisPool;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All routes of version 2. Immutable. */
public final class V2 {

    /** Changes of a table; as many as RDI's own collector lets wait. */
    private static final long MOST_WAITING = 200_000;

    private V2() {}

    /**
     * What version 2 works with.
     *
     * @param version of the product
     */
    public record Services(
            RedisPool redis,
            Pipelines pipelines,
            ReferenceSource references,
            PipelineSecrets secrets,
            SourceCatalog sources,
            TargetDatabases targets,
            Supplier<ServerHealth> health,
            String version,
            Clock clock) {}

    public static List<Route> routes(Services services) {
        Pipelines pipelines = services.pipelines();
        Documents documents = new Documents();
        PipelineViews views = new PipelineViews(services.version(), documents, services.clock());
        DeployedConfig configs = new DeployedConfig(services.references());
        Actions actions = new Actions(services.redis(), pipelines, services.clock());
        Statistics statistics = new Statistics(services.redis(), documents);
        DeadLetterTables letters = new DeadLetterTables(services.redis(), documents);
        return Stream.of(
                        new PipelineRoutes(pipelines, views).routes(),
                        new RevisionRoutes(pipelines, views).routes(),
                        new MetricRoutes(pipelines, views, statistics, services.clock()).routes(),
                        new DeadLetterRoutes(pipelines, letters).routes(),
                        new ReplayRoutes(pipelines, letters).routes(),
                        new SecretRoutes(pipelines, services.secrets()).routes(),
                        new SourceRoutes(pipelines, configs, services.sources()).routes(),
                        new IngestRoutes(services.redis(), pipelines, documents, services.clock(), MOST_WAITING)
                                .routes(),
                        new TargetRoutes(pipelines, configs, services.targets()).routes(),
                        new TraceRoutes(actions, new PipelineTraces(services.redis(), pipelines, actions)).routes(),
                        new ReferenceRoutes(services.version(), services.health()).routes())
                .flatMap(List::stream)
                .toList();
    }
}
