package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.get;
import static dev.rdi.control.api.http.Route.post;

import dev.rdi.control.Documents;
import dev.rdi.control.PipelineState;
import dev.rdi.control.Pipelines;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.model.RdiException;
import dev.rdi.redis.IngestStreams;
import dev.rdi.redis.IngestStreams.Outcome;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisPool;
import dev.rdi.source.SourceSettings;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The routes by which programs in any language write changes. Immutable. */
final class IngestRoutes {

    private static final Parameter<String> SOURCE = Parameter.path("source_name", "The name of the source.");
    private static final long MAX_SEQUENCE = (1L << 53) - 1;
    private static final int RETRY_SECONDS = 2;
    private static final int MAX_BODY = 8 << 20;

    private final RedisPool redis;
    private final Pipelines pipelines;
    private final Documents documents;
    private final Clock clock;
    private final long maxStreamLength;

    /**
     * Routes on an RDI database.
     *
     * @param maxStreamLength how many changes of a table may wait
     */
    IngestRoutes(RedisPool redis, Pipelines pipelines, Documents documents, Clock clock, long maxStreamLength) {
        this.redis = redis;
        this.pipelines = pipelines;
        this.documents = documents;
        this.clock = clock;
        this.maxStreamLength = maxStreamLength;
    }

    record IngestResponse(
            @Doc("How many entries were appended; a changed primary key makes two.")
            long appended,

            @Doc("How many had been appended before, by a request with the same number.")
            long repeated) {}

    record IngestPosition(
            @Doc("The number of the last request of the source that was appended as a whole; null if there is none.")
            @Nullable
            Long sequence) {}

    List<Route> routes() {
        return List.of(
                post("/api/v2/pipelines/{name}/ingest", "Writes changes of a source of your own.")
                        .in(Params.PIPELINES)
                        .description(
                                "For pipelines with a source of type `external`. 200 means that the RDI database has"
                                        + " confirmed all of it; anything else that a request may have been appended in part: repeat"
                                        + " it as it was, with its number. 429 and 503 say after how long. Send one request after the"
                                        + " other for each source.")
                        .takes(Params.PIPELINE)
                        .gives(200, IngestResponse.class)
                        .fails(404, 409, 422, 429, 503)
                        .maxBody(MAX_BODY)
                        .does(IngestRequest.class, this::ingest),
                get("/api/v2/pipelines/{name}/ingest/{source_name}", "Tells how far a source of your own is.")
                        .in(Params.PIPELINES)
                        .takes(Params.PIPELINE, SOURCE)
                        .gives(200, IngestPosition.class)
                        .fails(404, 503)
                        .does(this::position));
    }

    private Reply ingest(Call call, IngestRequest request) {
        PipelineState pipeline = pipelines.require(call.get(Params.PIPELINE));
        requireExternal(pipeline);
        OptionalLong sequence = sequence(request);
        Keys keys = new Keys(pipeline.name());
        List<IngestStreams.Batch> batches =
                new IngestBatches(request.source(), keys, clock.instant()).of(request.tables(), request.events());
        try {
            Outcome outcome =
                    new IngestStreams(redis, keys, maxStreamLength).append(request.source(), sequence, batches);
            return Reply.ok(new IngestResponse(outcome.appended(), outcome.repeated()));
        } catch (RdiException e) {
            throw switch (e.code()) {
                case "ingest.backlog" -> ApiException.tryLater(429, e.what() + "; " + e.cure(), RETRY_SECONDS);
                case "ingest.overtaken" -> ApiException.conflict(e.what() + "; " + e.cure());
                default -> e;
            };
        }
    }

    private static OptionalLong sequence(IngestRequest request) {
        if (!SourceSettings.isName(request.source())) {
            throw ApiException.invalid(
                    "source", "source must be 1 to 64 letters, digits, dots, dashes and underscores");
        }
        Long sequence = request.sequence();
        if (sequence != null && (sequence < 1 || sequence > MAX_SEQUENCE)) {
            throw ApiException.invalid("sequence", "sequence must be between 1 and " + MAX_SEQUENCE);
        }
        return sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence);
    }

    private Reply position(Call call) {
        PipelineState pipeline = pipelines.require(call.get(Params.PIPELINE));
        OptionalLong last = new IngestStreams(redis, new Keys(pipeline.name()), maxStreamLength).last(call.get(SOURCE));
        return Reply.ok(new IngestPosition(last.isPresent() ? last.getAsLong() : null));
    }

    private void requireExternal(PipelineState pipeline) {
        String type = documents
                .of(pipeline)
                .path("sources")
                .path(documents.sourceName(pipeline))
                .path("type")
                .asText("cdc");
        if (!type.equals("external")) {
            throw ApiException.conflict(
                    "the pipeline has a collector of its own; only sources of type external take changes");
        }
    }
}
