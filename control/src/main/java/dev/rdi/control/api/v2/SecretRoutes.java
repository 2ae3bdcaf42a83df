package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.delete;
import static dev.rdi.control.api.http.Route.get;
import static dev.rdi.control.api.http.Route.post;
import static dev.rdi.control.api.http.Route.put;

import dev.rdi.control.PipelineSecrets;
import dev.rdi.control.Pipelines;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of secrets. A pipeline's secrets can be there before it. Values go in and never come out. Immutable. */
final class SecretRoutes {

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rdi.audit");
    private static final String SECRETS = "Secrets";
    private static final String PATH = "/api/v2/pipelines/{name}/secrets";
    private static final Parameter<String> KEY = Parameter.path("key", "The secret's name.");

    private final Pipelines pipelines;
    private final PipelineSecrets secrets;

    SecretRoutes(Pipelines pipelines, PipelineSecrets secrets) {
        this.pipelines = pipelines;
        this.secrets = secrets;
    }

    /** A new secret. Its text form leaves the value out. */
    record PipelineSecretCreateRequest(
            @Doc("What references call it.") String key,
            @Doc("The value; of `binary_file` in base64.") String value,

            @Doc(value = "What the value is.", defaultValue = "simple")
            PipelineSecrets.Type type) {

        @Override
        public String toString() {
            return key;
        }
    }

    /** Another value of a secret. Its text form leaves the value out. */
    record PipelineSecretUpdateRequest(
            @Doc("The value; of `binary_file` in base64.") String value,

            @Doc(value = "What the value is.", defaultValue = "simple")
            PipelineSecrets.Type type) {

        @Override
        public String toString() {
            return "secret";
        }
    }

    record PipelineSecretResponse(
            @Doc("What references call it.") String key,
            @Doc("What the value is.") PipelineSecrets.Type type) {

        static PipelineSecretResponse of(PipelineSecrets.Entry entry) {
            return new PipelineSecretResponse(entry.key(), entry.type());
        }
    }

    List<Route> routes() {
        return List.of(
                get(PATH, "Lists the secrets of a pipeline, without values.")
                        .in(SECRETS)
                        .takes(Params.PIPELINE)
                        .gives(200, Shape.listOf(PipelineSecretResponse.class))
                        .fails(404)
                        .does(this::list),
                post(PATH, "Stores a secret that there isn't yet.")
                        .in(SECRETS)
                        .takes(Params.PIPELINE)
                        .gives(201, PipelineSecretResponse.class)
                        .fails(404, 409, 422)
                        .does(PipelineSecretCreateRequest.class, this::create),
                get(PATH + "/{key}", "Shows a secret, without its value.")
                        .in(SECRETS)
                        .takes(Params.PIPELINE, KEY)
                        .gives(200, PipelineSecretResponse.class)
                        .fails(404)
                        .does(this::show),
                put(PATH + "/{key}", "Stores a secret, whether there is one or not.")
                        .in(SECRETS)
                        .takes(Params.PIPELINE, KEY)
                        .gives(200, PipelineSecretResponse.class)
                        .fails(404, 422)
                        .does(PipelineSecretUpdateRequest.class, this::update),
                delete(PATH + "/{key}", "Removes a secret.")
                        .in(SECRETS)
                        .takes(Params.PIPELINE, KEY)
                        .gives(204, Shape.NONE)
                        .fails(404)
                        .does(this::remove));
    }

    private static String pipeline(Call call) {
        return Pipelines.checkedName(call.get(Params.PIPELINE));
    }

    private Reply list(Call call) {
        List<PipelineSecrets.Entry> entries = secrets.list(pipeline(call));
        if (entries.isEmpty()) {
            pipelines.require(call.get(Params.PIPELINE));
        }
        return Reply.ok(entries.stream().map(PipelineSecretResponse::of).toList());
    }

    private Reply create(Call call, PipelineSecretCreateRequest request) {
        PipelineSecrets.Entry entry = secrets.create(pipeline(call), request.key(), request.type(), request.value());
        audit(call, "create", entry.key());
        return Reply.created(PipelineSecretResponse.of(entry));
    }

    private Reply show(Call call) {
        return Reply.ok(secrets.find(pipeline(call), call.get(KEY))
                .map(PipelineSecretResponse::of)
                .orElseThrow(() -> unknown(call)));
    }

    private Reply update(Call call, PipelineSecretUpdateRequest request) {
        PipelineSecrets.Entry entry = secrets.put(pipeline(call), call.get(KEY), request.type(), request.value());
        audit(call, "set", entry.key());
        return Reply.ok(PipelineSecretResponse.of(entry));
    }

    private Reply remove(Call call) {
        if (!secrets.delete(pipeline(call), call.get(KEY))) {
            throw unknown(call);
        }
        audit(call, "delete", call.get(KEY));
        return Reply.noContent();
    }

    private static ApiException unknown(Call call) {
        return ApiException.notFound("there is no secret called " + call.get(KEY));
    }

    private static void audit(Call call, String what, String key) {
        AUDIT.info(
                "pipeline={} user={} change={} secret {}",
                call.get(Params.PIPELINE),
                call.caller().user(),
                what,
                key);
    }
}
