package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.post;

import dev.rdi.config.TargetConfig;
import dev.rdi.control.DeployedConfig;
import dev.rdi.control.Pipelines;
import dev.rdi.control.TargetDatabases;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route that empties a target. A Redis that holds an RDI database is never emptied, whatever it is called in the
 * configuration. Immutable.
 */
final class TargetRoutes {

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rdi.audit");
    private static final Parameter<String> TARGET = Parameter.path("target_name", "The target's name.");

    private final Pipelines pipelines;
    private final DeployedConfig configs;
    private final TargetDatabases targets;

    TargetRoutes(Pipelines pipelines, DeployedConfig configs, TargetDatabases targets) {
        this.pipelines = pipelines;
        this.configs = configs;
        this.targets = targets;
    }

    record FlushResponse(
            @Doc("Whether it is empty.") boolean success,
            @Doc("What happened, for people.") String message) {}

    List<Route> routes() {
        return List.of(post("/api/v2/pipelines/{name}/flush-target/{target_name}", "Empties a target.")
                .in(Params.PIPELINES)
                .description(
                        "Removes every key of the target, also those that RDI didn't write (FLUSHDB). The pipeline then says"
                                + " that its rows are missing; a reset brings them back.")
                .takes(Params.PIPELINE, TARGET)
                .gives(200, FlushResponse.class)
                .fails(400, 404, 422, 502, 503)
                .does(this::flush));
    }

    private Reply flush(Call call) {
        String name = call.get(TARGET);
        TargetConfig target = configs.of(pipelines.require(call.get(Params.PIPELINE)))
                .targets()
                .get(name);
        if (target == null) {
            throw ApiException.notFound("the pipeline has no target called " + name);
        }
        try (RedisConnection redis = RedisConnection.open(targets.address(target.connection()), "")) {
            for (String key : List.of(Keys.pipelines(), Keys.users(), Keys.meta())) {
                if (redis.require("EXISTS", key).equals(1L)) {
                    throw new ApiException(400, "the target is also an RDI database, which must not be emptied");
                }
            }
            redis.nodes().forEach(node -> node.require("FLUSHDB", "ASYNC"));
        } catch (RdiException e) {
            throw e.kind() == ErrorKind.TRANSIENT ? e : new ApiException(502, e.what());
        }
        AUDIT.info(
                "pipeline={} user={} change=flush target {}",
                call.get(Params.PIPELINE),
                call.caller().user(),
                name);
        return Reply.ok(new FlushResponse(true, "the target is empty; reset the pipeline to fill it again"));
    }
}
