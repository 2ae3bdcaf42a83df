package dev.rdi.control.api.v1;

import static dev.rdi.control.api.http.Route.get;
import static dev.rdi.control.api.http.Route.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.config.JobSchema;
import dev.rdi.config.PipelineSchema;
import dev.rdi.control.ControlException;
import dev.rdi.control.ExpressionFunctions;
import dev.rdi.control.JobTrial;
import dev.rdi.control.Templates;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What helps to write a pipeline: schemas, templates, functions, the trial of a job. Immutable. */
final class AuthoringRoutes {

    private static final String GROUP = "v1: writing a pipeline";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Parameter<String> DATABASE = Parameter.path("db_type", "The kind of the source database.");
    private static final Parameter<Optional<String>> FLAVOR =
            Parameter.text("db_flavor", "`mongodb-atlas`, `mongodb-replica-set` or `mongodb-sharded-cluster`.");

    private final JobTrial trial;

    AuthoringRoutes(JobTrial trial) {
        this.trial = trial;
    }

    record Template(@Doc("YAML.") String template) {}

    record Strategy(
            @Doc("Always `ingest`.") String strategy,

            @Doc("The databases that there are templates for.")
            List<String> databases) {}

    record Strategies(@Doc("One.") List<Strategy> strategies) {}

    record TrialRequest(
            @Doc("A job, as in a job file.") ObjectNode job,

            @Doc("Rows, or change events with opcode, key, before and after.")
            ArrayNode inputData) {}

    record TargetCommands(
            @Doc("The target.") String connection,
            @Doc("What it would get.") List<String> commands) {}

    record TrialResult(
            @Doc("The records as the steps leave them, without those that are filtered out.")
            List<JsonNode> transformation,

            @Doc("The Redis commands by target.") List<TargetCommands> output) {}

    record TrialError(
            @Doc("Always `error`.") String status,
            @Doc("What is wrong.") String error,
            @Doc("The same.") String detail) {}

    List<Route> routes() {
        return List.of(
                get("/api/v1/pipelines/config/schemas", "Gives the JSON schema of config.yaml.")
                        .in(GROUP)
                        .gives(200, Shape.OBJECT)
                        .does(call -> Reply.ok(schema(PipelineSchema.json()))),
                get("/api/v1/pipelines/jobs/schemas", "Gives the JSON schema of a job file.")
                        .in(GROUP)
                        .gives(200, Shape.OBJECT)
                        .does(call -> Reply.ok(schema(JobSchema.json()))),
                get("/api/v1/pipelines/jobs/functions", "Lists the functions of JMESPath expressions.")
                        .in(GROUP)
                        .gives(200, Shape.mapOf(ExpressionFunctions.Function.class))
                        .does(call -> Reply.ok(ExpressionFunctions.all())),
                get("/api/v1/pipelines/strategies", "Lists what kinds of pipelines there are.")
                        .in(GROUP)
                        .gives(200, Strategies.class)
                        .does(call -> Reply.ok(new Strategies(List.of(new Strategy("ingest", Templates.databases()))))),
                get("/api/v1/pipelines/config/templates/ingest/{db_type}", "Gives a config.yaml to begin with.")
                        .in(GROUP)
                        .takes(DATABASE, FLAVOR)
                        .gives(200, Template.class)
                        .fails(422, 501)
                        .does(this::config),
                get("/api/v1/pipelines/jobs/templates/ingest", "Gives a job to begin with.")
                        .in(GROUP)
                        .gives(200, Template.class)
                        .does(call -> Reply.ok(new Template(Templates.job()))),
                post("/api/v1/pipelines/jobs/dry-run", "Tries a job on records; nothing is written.")
                        .in(GROUP)
                        .gives(200, TrialResult.class)
                        .fails(422)
                        .does(TrialRequest.class, this::tryJob));
    }

    private Reply config(Call call) {
        return Templates.config(call.get(DATABASE), call.get(FLAVOR))
                .map(text -> Reply.ok(new Template(text)))
                .orElseThrow(() -> new ApiException(501, "there is no template for this database"));
    }

    /** An error has the form that version 1 has for it, and the one that all other errors have. */
    private Reply tryJob(Call call, TrialRequest request) {
        try {
            JobTrial.Result result = trial.run(V1.PIPELINE, request.job(), request.inputData());
            List<TargetCommands> output = new ArrayList<>();
            result.commands().forEach((target, commands) -> output.add(new TargetCommands(target, commands)));
            return Reply.ok(new TrialResult(result.records(), output));
        } catch (ControlException e) {
            String text = e.problems().isEmpty() ? e.message() : V1.text(e.problems());
            return new Reply(422, new TrialError("error", text, text), Map.of());
        }
    }

    private static JsonNode schema(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is JSON", e);
        }
    }
}
