package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.delete;
import static dev.rdi.control.api.http.Route.get;
import static dev.rdi.control.api.http.Route.patch;
import static dev.rdi.control.api.http.Route.post;
import static dev.rdi.control.api.http.Route.put;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.config.problem.Problem;
import dev.rdi.control.MergePatch;
import dev.rdi.control.PipelineDocument;
import dev.rdi.control.PipelineEdits;
import dev.rdi.control.PipelineSpec;
import dev.rdi.control.PipelineState;
import dev.rdi.control.Pipelines;
import dev.rdi.control.Pipelines.Deployed;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import dev.rdi.control.api.v2.PipelineRequests.PipelineCreateRequest;
import dev.rdi.control.api.v2.PipelineRequests.PipelinePatchRequest;
import dev.rdi.control.api.v2.PipelineRequests.PipelineUpdateRequest;
import java.util.List;
import java.util.Optional;

/** The routes of pipelines: create, look, change, start, stop, reset, delete. Immutable. */
final class PipelineRoutes {

    private static final String PATH = "/api/v2/pipelines/{name}";
    private static final String WARNINGS = "Warnings come in headers `Warning`.";

    private final Pipelines pipelines;
    private final PipelineEdits edits;
    private final PipelineViews views;

    PipelineRoutes(Pipelines pipelines, PipelineViews views) {
        this.pipelines = pipelines;
        this.edits = new PipelineEdits(pipelines);
        this.views = views;
    }

    List<Route> routes() {
        return List.of(
                get("/api/v2/pipelines", "Lists the pipelines.")
                        .in(Params.PIPELINES)
                        .gives(200, Shape.listOf(PipelineResponse.class))
                        .does(this::list),
                post("/api/v2/pipelines", "Creates a pipeline.")
                        .in(Params.PIPELINES)
                        .description(WARNINGS)
                        .takes(Params.DRY_RUN, Params.VALIDATE_TABLES, Params.VALIDATE_CDC)
                        .gives(201, PipelineResponse.class)
                        .fails(409, 422, 503)
                        .does(PipelineCreateRequest.class, this::create),
                get(PATH, "Shows a pipeline.")
                        .in(Params.PIPELINES)
                        .takes(Params.PIPELINE)
                        .gives(200, PipelineResponse.class)
                        .fails(404)
                        .does(this::show),
                put(PATH, "Replaces the configuration of a pipeline, or creates it.")
                        .in(Params.PIPELINES)
                        .description("An equal configuration changes nothing. " + WARNINGS)
                        .takes(Params.PIPELINE, Params.DRY_RUN, Params.VALIDATE_TABLES, Params.VALIDATE_CDC)
                        .gives(200, PipelineResponse.class)
                        .fails(422, 503)
                        .does(PipelineUpdateRequest.class, this::update),
                patch(PATH, "Changes parts of the configuration of a pipeline.")
                        .in(Params.PIPELINES)
                        .description("Several at the same time all count. " + WARNINGS)
                        .takes(Params.PIPELINE, Params.DRY_RUN, Params.VALIDATE_TABLES, Params.VALIDATE_CDC)
                        .gives(200, PipelineResponse.class)
                        .fails(404, 422, 503)
                        .does(PipelinePatchRequest.class, this::change),
                delete(PATH, "Removes a pipeline with everything that belongs to it.")
                        .in(Params.PIPELINES)
                        .description("What was written to the targets stays.")
                        .takes(Params.PIPELINE)
                        .gives(204, Shape.NONE)
                        .fails(404)
                        .does(this::remove),
                get(PATH + "/status", "Shows the status of a pipeline.")
                        .in(Params.PIPELINES)
                        .takes(Params.PIPELINE)
                        .gives(200, PipelineStatusResponse.class)
                        .fails(404)
                        .does(call -> Reply.ok(views.status(pipelines.requireVisible(name(call))))),
                action("start", "Lets a pipeline run.", call -> pipelines.start(name(call), user(call))),
                action(
                        "stop",
                        "Lets a pipeline rest; a start goes on there.",
                        call -> pipelines.stop(name(call), user(call))),
                action(
                        "reset",
                        "Lets a pipeline read all its tables anew, as soon as it runs.",
                        call -> pipelines.reset(name(call), user(call))));
    }

    private interface Change {
        PipelineState make(Call call);
    }

    private Route action(String word, String summary, Change change) {
        return post(PATH + "/" + word, summary)
                .in(Params.PIPELINES)
                .takes(Params.PIPELINE)
                .gives(200, PipelineResponse.class)
                .fails(404)
                .does(call -> Reply.ok(views.of(change.make(call), call.caller())));
    }

    private static String name(Call call) {
        return call.get(Params.PIPELINE);
    }

    private static String user(Call call) {
        return call.caller().user();
    }

    private Reply list(Call call) {
        return Reply.ok(pipelines.list().stream()
                .map(pipeline -> views.of(pipeline, call.caller()))
                .toList());
    }

    private Reply show(Call call) {
        return Reply.ok(views.of(pipelines.requireVisible(name(call)), call.caller()));
    }

    private Reply create(Call call, PipelineCreateRequest request) {
        PipelineSpec spec = PipelineDocument.parse(request.config());
        if (call.get(Params.DRY_RUN)) {
            List<Problem> warnings = pipelines.validate(request.name(), spec, Params.checks(call));
            PipelineResponse imagined =
                    PipelineViews.imagined(request.name(), request.active(), PipelineDocument.of(spec));
            return Warnings.add(Reply.created(imagined), warnings);
        }
        Deployed made = pipelines.create(request.name(), spec, request.active(), Params.checks(call), user(call));
        return Warnings.add(Reply.created(views.of(made.state(), call.caller())), made.warnings());
    }

    private Reply update(Call call, PipelineUpdateRequest request) {
        PipelineSpec spec = spec(name(call), request.config());
        if (call.get(Params.DRY_RUN)) {
            List<Problem> warnings = pipelines.validate(name(call), spec, Params.checks(call));
            boolean active = request.active() == null || request.active();
            return Warnings.add(Reply.ok(imagined(call, active, PipelineDocument.of(spec))), warnings);
        }
        Optional<Boolean> active = Optional.ofNullable(request.active());
        Deployed done = pipelines.deploy(name(call), spec, active, Params.checks(call), user(call), "deploy");
        return Warnings.add(Reply.ok(views.of(done.state(), call.caller())), done.warnings());
    }

    /** One that says the same as what is deployed, in whatever form, counts as that. */
    private PipelineSpec spec(String name, ObjectNode config) {
        PipelineSpec sent = PipelineDocument.parse(config);
        return pipelines
                .find(name)
                .map(known -> known.revision().spec())
                .filter(known -> PipelineDocument.of(known).equals(PipelineDocument.of(sent)))
                .orElse(sent);
    }

    private PipelineResponse imagined(Call call, boolean active, ObjectNode config) {
        return pipelines
                .find(name(call))
                .map(known -> views.of(known, config, call.caller()))
                .orElseGet(() -> PipelineViews.imagined(name(call), active, config));
    }

    private Reply change(Call call, PipelinePatchRequest request) {
        PipelineState known = pipelines.require(name(call));
        ObjectNode patch = request.config() == null ? JsonNodeFactory.instance.objectNode() : request.config();
        Optional<Boolean> active = Optional.ofNullable(request.active());
        boolean dryRun = call.get(Params.DRY_RUN);
        if (patch.isEmpty() && !dryRun) {
            return Reply.ok(views.of(switched(known, active, call), call.caller()));
        }
        Optional<Deployed> done = edits.patch(known.name(), patch, active, Params.checks(call), dryRun, user(call));
        if (done.isEmpty()) {
            ObjectNode patched =
                    MergePatch.apply(PipelineDocument.of(known.revision().spec()), patch);
            return Reply.ok(views.of(known, patched, call.caller()));
        }
        return Warnings.add(
                Reply.ok(views.of(done.get().state(), call.caller())),
                done.get().warnings());
    }

    private PipelineState switched(PipelineState known, Optional<Boolean> active, Call call) {
        if (active.isEmpty()) {
            return known;
        }
        return active.get() ? pipelines.start(known.name(), user(call)) : pipelines.stop(known.name(), user(call));
    }

    private Reply remove(Call call) {
        pipelines.delete(name(call), user(call));
        return Reply.noContent();
    }
}
