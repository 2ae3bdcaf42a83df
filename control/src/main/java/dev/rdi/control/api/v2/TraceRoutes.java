package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.get;
import static dev.rdi.control.api.http.Route.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.control.Actions;
import dev.rdi.control.Actions.Action;
import dev.rdi.control.PipelineTraces;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import java.time.Duration;
import java.util.List;

/** Recordings of what a pipeline does with change records; they hold rows, so only admins see them. Immutable. */
final class TraceRoutes {

    private static final String GROUP = "Traces";
    private static final String PATH = "/api/v2/pipelines/{name}/traces";
    private static final Parameter<String> TRACE = Parameter.path("trace_id", "The recording.");

    private final Actions actions;
    private final PipelineTraces traces;

    TraceRoutes(Actions actions, PipelineTraces traces) {
        this.actions = actions;
        this.traces = traces;
    }

    record TraceRequest(
            @Doc(value = "How many records, at most 1000.", defaultValue = "10")
            int maxChangeRecords,

            @Doc(value = "Whether only rejected records.", defaultValue = "false")
            boolean rejectedOnly,

            @Doc(value = "How long, in seconds, at most 600.", defaultValue = "20")
            int timeout) {}

    record TraceResponse(
            @Doc("The recording.") String id,
            @Doc("Whether there may be more.") boolean active,
            @Doc("What became of change records.") List<JsonNode> records) {}

    List<Route> routes() {
        return List.of(
                post(PATH, "Records what becomes of the next change records.")
                        .in(GROUP)
                        .takes(Params.PIPELINE)
                        .gives(201, TraceResponse.class)
                        .fails(404, 409, 422)
                        .does(TraceRequest.class, this::start),
                get(PATH + "/{trace_id}", "Gives what was recorded so far.")
                        .in(GROUP)
                        .description("It is kept for an hour.")
                        .access(Access.ADMIN)
                        .takes(Params.PIPELINE, TRACE)
                        .gives(200, TraceResponse.class)
                        .fails(404)
                        .does(this::show));
    }

    private Reply start(Call call, TraceRequest request) {
        Duration time = Duration.ofSeconds(request.timeout());
        String id = traces.start(call.get(Params.PIPELINE), request.maxChangeRecords(), request.rejectedOnly(), time);
        return Reply.created(new TraceResponse(id, true, List.of()));
    }

    private Reply show(Call call) {
        Action action = actions.find(call.get(TRACE))
                .filter(it -> it.kind() == Actions.Kind.TRACE)
                .filter(it -> it.pipeline().equals(call.get(Params.PIPELINE)))
                .orElseThrow(() -> ApiException.notFound("the pipeline has no recording of this id"));
        boolean active = action.progress() == Actions.Progress.PROCESSING;
        return Reply.ok(new TraceResponse(action.id(), active, traces.records(action)));
    }
}
