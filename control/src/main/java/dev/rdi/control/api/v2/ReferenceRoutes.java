package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.config.JobSchema;
import dev.rdi.config.PipelineSchema;
import dev.rdi.control.ExpressionFunctions;
import dev.rdi.control.ServerHealth;
import dev.rdi.control.ServerHealth.LeaderElection;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.JsonText;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** The routes of what doesn't depend on a pipeline: version, schemas. Immutable. */
final class ReferenceRoutes {

    private static final String GROUP = "Reference";

    private final String version;
    private final Supplier<ServerHealth> health;
    private final JsonNode configSchema = json(PipelineSchema.json());
    private final JsonNode jobSchema = json(JobSchema.json());

    ReferenceRoutes(String version, Supplier<ServerHealth> health) {
        this.version = version;
        this.health = health;
    }

    record InfoResponse(
            @Doc("The version of RDI.") String version,
            @Doc("Which part this server has.") LeaderElection leaderElectionMode) {}

    private static JsonNode json(String text) {
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8));
    }

    List<Route> routes() {
        return List.of(
                get("/api/v2/info", "Says which version this is, and whether this server leads.")
                        .in(GROUP)
                        .access(Access.ANYONE)
                        .gives(200, InfoResponse.class)
                        .does(call ->
                                Reply.ok(new InfoResponse(version, health.get().leaderElection()))),
                get("/api/v2/schemas/config", "Gives the JSON schema of config.yaml.")
                        .in(GROUP)
                        .gives(200, Shape.OBJECT)
                        .does(call -> Reply.ok(configSchema)),
                get("/api/v2/schemas/jobs", "Gives the JSON schema of a job.")
                        .in(GROUP)
                        .gives(200, Shape.OBJECT)
                        .does(call -> Reply.ok(jobSchema)),
                get("/api/v2/functions", "Lists the functions of JMESPath expressions.")
                        .in(GROUP)
                        .gives(200, Shape.mapOf(ExpressionFunctions.Function.class))
                        .does(call -> Reply.ok(ExpressionFunctions.all())));
    }
}
