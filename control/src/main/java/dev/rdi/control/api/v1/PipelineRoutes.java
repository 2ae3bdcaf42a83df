package dev.rdi.control.api.v1;

import static dev.rdi.control.api.http.Route.get;
import static dev.rdi.control.api.http.Route.patch;
import static dev.rdi.control.api.http.Route.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.Actions;
import dev.rdi.control.Actions.Kind;
import dev.rdi.control.PipelineDocument;
import dev.rdi.control.PipelineEdits;
import dev.rdi.control.PipelineSpec;
import dev.rdi.control.PipelineState;
import dev.rdi.control.PipelineTraces;
import dev.rdi.control.Pipelines;
import dev.rdi.control.SecretMask;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pipeline as a whole, and the actions that change it. Immutable. */
final class PipelineRoutes {

    private static final String GROUP = "v1: pipeline";
    private static final Parameter<String> ACTION = Parameter.path("action_id", "What an operation answered.");
    private static final Parameter<Boolean> DRY_RUN =
            Parameter.flag("dry_run", false, "Whether to validate and change nothing.");

    private final Pipelines pipelines;
    private final PipelineEdits edits;
    private final Actions actions;
    private final PipelineTraces traces;

    PipelineRoutes(Pipelines pipelines, PipelineEdits edits, Actions actions, PipelineTraces traces) {
        this.pipelines = pipelines;
        this.edits = edits;
        this.actions = actions;
        this.traces = traces;
    }

    record ActionError(@Doc("What went wrong.") String message) {}

    record Recording(@Doc("What became of change records.") List<JsonNode> records) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionState(
            @Doc("The action.") String actionId,

            @Doc("`pending`, `processing`, `completed` or `failed`.")
            Actions.Progress status,

            @Doc("Why it failed.") @Nullable ActionError error,

            @Doc("What a trace recorded; admins only.") @Nullable
            Recording data) {}

    /** What a recording is to have. */
    record TraceRequest(
            @Doc(value = "How many records, at most 1000.", defaultValue = "10")
            int maxChangeRecords,

            @Doc(value = "Whether only rejected records.", defaultValue = "false")
            boolean rejectedOnly,

            @Doc(value = "How long, in seconds, at most 600.", defaultValue = "20")
            int timeout) {}

    List<Route> routes() {
        return List.of(
                get("/api/v1/pipelines", "Gives the configuration of the pipeline; nothing if there is none.")
                        .in(GROUP)
                        .gives(200, Shape.OBJECT)
                        .description("Viewers don't see the secrets that somebody wrote into it.")
                        .does(this::show),
                post("/api/v1/pipelines", "Deploys a configuration.")
                        .in(GROUP)
                        .description("A stopped pipeline stays stopped; a new one starts.")
                        .takes(DRY_RUN)
                        .gives(200, V1.ActionId.class)
                        .fails(422)
                        .does(ObjectNode.class, V1.listing(this::deploy)),
                patch("/api/v1/pipelines", "Deploys what a JSON merge patch makes of the configuration.")
                        .in(GROUP)
                        .takes(DRY_RUN)
                        .gives(200, V1.ActionId.class)
                        .fails(422)
                        .does(ObjectNode.class, V1.listing(this::change)),
                post("/api/v1/pipelines/undeploy", "Removes the pipeline and all that belongs to it.")
                        .in(GROUP)
                        .gives(200, V1.ActionId.class)
                        .fails(404)
                        .does(this::undeploy),
                post("/api/v1/pipelines/start", "Starts the pipeline.")
                        .in(GROUP)
                        .gives(200, V1.ActionId.class)
                        .fails(404)
                        .does(call -> began(Kind.START, pipelines.start(V1.PIPELINE, user(call)))),
                post("/api/v1/pipelines/stop", "Stops the pipeline.")
                        .in(GROUP)
                        .gives(200, V1.ActionId.class)
                        .fails(404)
                        .does(call -> began(Kind.STOP, pipelines.stop(V1.PIPELINE, user(call)))),
                post("/api/v1/pipelines/reset", "Lets the pipeline read all its tables anew.")
                        .in(GROUP)
                        .description("A stopped pipeline stays stopped, and does so once it is started.")
                        .gives(200, V1.ActionId.class)
                        .fails(404)
                        .does(call -> began(Kind.RESET, pipelines.reset(V1.PIPELINE, user(call)))),
                post("/api/v1/trace/start", "Records what becomes of the next change records.")
                        .in(GROUP)
                        .description(
                                "The action is completed when the recording ends; it has the records under `data`.")
                        .gives(200, V1.ActionId.class)
                        .fails(404, 409, 422)
                        .does(TraceRequest.class, this::trace),
                get("/api/v1/actions/{action_id}", "Tells how far an action is.")
                        .in(GROUP)
                        .description("It is completed when what was asked for is in force. It is known for a day.")
                        .takes(ACTION)
                        .gives(200, ActionState.class)
                        .fails(404)
                        .does(this::action));
    }

    private Reply show(Call call) {
        ObjectNode document = pipelines
                .find(V1.PIPELINE)
                .map(it -> PipelineDocument.of(it.revision().spec()))
                .orElseGet(JsonNodeFactory.instance::objectNode);
        return Reply.ok(call.caller().role() == Access.ADMIN ? document : SecretMask.mask(document));
    }

    private Reply deploy(Call call, ObjectNode document) {
        PipelineSpec spec = PipelineDocument.parse(document);
        if (call.get(DRY_RUN)) {
            pipelines.validate(V1.PIPELINE, spec, V1.CHECKS);
            return Reply.ok(new V1.ActionId(null));
        }
        return began(
                Kind.DEPLOY,
                pipelines
                        .deploy(V1.PIPELINE, spec, Optional.empty(), V1.CHECKS, user(call), "deploy")
                        .state());
    }

    private Reply change(Call call, ObjectNode patch) {
        return edits.patch(V1.PIPELINE, patch, Optional.empty(), V1.CHECKS, call.get(DRY_RUN), user(call))
                .map(deployed -> began(Kind.DEPLOY, deployed.state()))
                .orElseGet(() -> Reply.ok(new V1.ActionId(null)));
    }

    private Reply undeploy(Call call) {
        pipelines.delete(V1.PIPELINE, user(call));
        return Reply.ok(new V1.ActionId(actions.begin(Kind.UNDEPLOY, V1.PIPELINE, 0)));
    }

    private Reply began(Kind kind, PipelineState state) {
        return Reply.ok(new V1.ActionId(
                actions.begin(kind, state.name(), state.desired().generation())));
    }

    private Reply action(Call call) {
        Actions.Action action = actions.find(call.get(ACTION))
                .orElseThrow(() -> ApiException.notFound("there is no action of this id"));
        return Reply.ok(new ActionState(
                action.id(),
                action.progress(),
                action.error().isEmpty() ? null : new ActionError(action.error()),
                action.kind() == Kind.TRACE && call.caller().role() == Access.ADMIN
                        ? new Recording(traces.records(action))
                        : null));
    }

    private Reply trace(Call call, TraceRequest request) {
        Duration time = Duration.ofSeconds(request.timeout());
        String id = traces.start(V1.PIPELINE, request.maxChangeRecords(), request.rejectedOnly(), time);
        return Reply.ok(new V1.ActionId(id));
    }

    private static String user(Call call) {
        return call.caller().user();
    }
}
