package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.get;
import static dev.rdi.control.api.http.Route.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.rdi.control.PipelineDocument;
import dev.rdi.control.Pipelines;
import dev.rdi.control.Pipelines.Deployed;
import dev.rdi.control.Revision;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Caller;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of the history of a pipeline's configuration. Immutable. */
final class RevisionRoutes {

    private static final String REVISIONS = "Revisions";
    private static final String PATH = "/api/v2/pipelines/{name}/revisions";
    private static final int CONTEXT = 3;
    private static final Parameter<Long> NUMBER = Parameter.pathNumber("number", "The revision's number.");
    private static final Parameter<Integer> AGAINST =
            Parameter.number("to", 0, 0, Integer.MAX_VALUE, "The number of the other revision; 0 for the current one.");

    private final Pipelines pipelines;
    private final PipelineViews views;

    RevisionRoutes(Pipelines pipelines, PipelineViews views) {
        this.pipelines = pipelines;
        this.views = views;
    }

    record RevisionResponse(
            @Doc("The number, from 1.") long number,

            @Doc(value = "When it was stored.", format = "date-time")
            String at,

            @Doc("Who stored it.") String by,
            @Doc("How it came about.") String comment,
            @Doc("Whether it is the current one.") boolean current,

            @Doc("The configuration; not in lists.") @Nullable
            ObjectNode config) {}

    record RevisionDiffResponse(
            @Doc("The revision that is compared.") long from,
            @Doc("The revision that it is compared with.") long to,

            @Doc("A unified diff of both as JSON; empty if they say the same.")
            String diff) {}

    List<Route> routes() {
        return List.of(
                get(PATH, "Lists the revisions that are kept, the newest first.")
                        .in(REVISIONS)
                        .takes(Params.PIPELINE)
                        .gives(200, Shape.listOf(RevisionResponse.class))
                        .fails(404)
                        .does(this::list),
                get(PATH + "/{number}", "Shows a revision.")
                        .in(REVISIONS)
                        .takes(Params.PIPELINE, NUMBER)
                        .gives(200, RevisionResponse.class)
                        .fails(404)
                        .does(this::show),
                get(PATH + "/{number}/diff", "Compares a revision with another one.")
                        .in(REVISIONS)
                        .takes(Params.PIPELINE, NUMBER, AGAINST)
                        .gives(200, RevisionDiffResponse.class)
                        .fails(404)
                        .does(this::compare),
                post(PATH + "/{number}/rollback", "Stores the configuration of an earlier revision as a new one.")
                        .in(REVISIONS)
                        .takes(Params.PIPELINE, NUMBER, Params.VALIDATE_TABLES, Params.VALIDATE_CDC)
                        .gives(200, PipelineResponse.class)
                        .fails(404, 422, 503)
                        .does(this::rollback));
    }

    private Reply list(Call call) {
        String name = call.get(Params.PIPELINE);
        long current = current(name);
        return Reply.ok(pipelines.revisions(name).stream()
                .map(revision -> view(revision, current, null))
                .toList());
    }

    private long current(String name) {
        return pipelines.require(name).revision().number();
    }

    private static RevisionResponse view(Revision revision, long current, @Nullable ObjectNode config) {
        return new RevisionResponse(
                revision.number(),
                revision.at().toString(),
                revision.by(),
                revision.comment(),
                revision.number() == current,
                config);
    }

    private Reply show(Call call) {
        String name = call.get(Params.PIPELINE);
        Revision revision = pipelines.revision(name, call.get(NUMBER));
        return Reply.ok(view(revision, current(name), document(revision, call.caller())));
    }

    private static ObjectNode document(Revision revision, Caller caller) {
        return PipelineViews.visible(PipelineDocument.of(revision.spec()), caller);
    }

    private Reply compare(Call call) {
        String name = call.get(Params.PIPELINE);
        Revision from = pipelines.revision(name, call.get(NUMBER));
        long other = call.get(AGAINST);
        Revision to = other == 0 ? pipelines.require(name).revision() : pipelines.revision(name, other);
        List<String> before = lines(document(from, call.caller()));
        List<String> after = lines(document(to, call.caller()));
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                "revision " + from.number(), "revision " + to.number(), before, DiffUtils.diff(before, after), CONTEXT);
        return Reply.ok(new RevisionDiffResponse(from.number(), to.number(), String.join("\n", diff)));
    }

    private static List<String> lines(ObjectNode document) {
        return document.toPrettyString().lines().toList();
    }

    private Reply rollback(Call call) {
        Deployed done = pipelines.rollback(
                call.get(Params.PIPELINE),
                call.get(NUMBER),
                Params.checks(call),
                call.caller().user());
        return Warnings.add(Reply.ok(views.of(done.state(), call.caller())), done.warnings());
    }
}
