package dev.rdi.control.api.v1;

import dev.rdi.control.Actions;
import dev.rdi.control.ConnectionTests;
import dev.rdi.control.Connections;
import dev.rdi.control.Documents;
import dev.rdi.control.JobTrial;
import dev.rdi.control.PipelineEdits;
import dev.rdi.control.PipelineSecrets;
import dev.rdi.control.PipelineTraces;
import dev.rdi.control.Pipelines;
import dev.rdi.control.ReferenceSource;
import dev.rdi.control.SourceCatalog;
import dev.rdi.control.Statistics;
import dev.rdi.control.TargetDatabases;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.redis.RedisPool;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All routes of version 1 but the login. Immutable. */
public final class V1Routes {

    private final Services context;

    public V1Routes(Services context) {
        this.context = context;
    }

    /**
     * What the routes work with.
     *
     * @param redis the RDI database
     * @param version of the product
     */
    public record Services(
            RedisPool redis,
            Pipelines pipelines,
            ReferenceSource references,
            PipelineSecrets secrets,
            SourceCatalog sources,
            TargetDatabases targets,
            String version,
            Clock clock) {}

    record Me(
            @Doc("The user.") String username,
            @Doc("`admin` or `viewer`.") Access role) {}

    public List<Route> routes() {
        Actions actions = new Actions(context.redis(), context.pipelines(), context.clock());
        PipelineTraces traces = new PipelineTraces(context.redis(), context.pipelines(), actions);
        PipelineEdits edits = new PipelineEdits(context.pipelines());
        Connections connections = new Connections(context.references(), context.targets());
        Statistics statistics = new Statistics(context.redis(), new Documents());
        ConnectionTests tests =
                new ConnectionTests(context.pipelines(), context.references(), context.sources(), context.targets());
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/api/v1/me", "Tells who is asking.")
                .in("Login")
                .gives(200, Me.class)
                .does(call ->
                        Reply.ok(new Me(call.caller().user(), call.caller().role()))));
        routes.addAll(new PipelineRoutes(context.pipelines(), edits, actions, traces).routes());
        routes.addAll(new SectionRoutes(edits, actions).routes());
        routes.addAll(new ConnectionRoutes(tests).routes());
        routes.addAll(new SourceRoutes(context.pipelines(), connections, context.sources()).routes());
        routes.addAll(new AuthoringRoutes(new JobTrial(context.pipelines())).routes());
        routes.addAll(new MonitoringRoutes(
                        context.pipelines(),
                        statistics,
                        connections,
                        context.redis().address().toString(),
                        context.version(),
                        context.clock())
                .routes());
        routes.addAll(new SecretRoutes(context.secrets()).routes());
        return routes;
    }
}
