package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.post;

import dev.rdi.control.PipelineState;
import dev.rdi.control.Pipelines;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.model.EntryId;
import dev.rdi.redis.DeadLetterFilter;
import dev.rdi.redis.DeadLetterReplay.Result;
import dev.rdi.redis.DeadLetterReplay.Verdict;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The route that sends dead letters through their pipeline again. Immutable. */
final class ReplayRoutes {

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rdi.audit");
    private static final int MOST = 10_000;
    private static final Parameter<String> TABLE = Parameter.path(
            "full_table_name",
            "The table: `source.schema.table`, or `source.database.table` where there are no schemas.");

    private final Pipelines pipelines;
    private final DeadLetterTables tables;

    ReplayRoutes(Pipelines pipelines, DeadLetterTables tables) {
        this.pipelines = pipelines;
        this.tables = tables;
    }

    /** Which dead letters, and whether only to say what would become of them. */
    record ReplayRequest(
            @Doc("Only this dead letter, by its `__dlq_stream_entry_id`; the other conditions don't count then.")
            @Nullable
            String id,

            @Doc("Only those with this code.") @Nullable String code,

            @Doc("Only those with this opcode, one letter.") @Nullable
            String opcode,

            @Doc("Only those that this job rejected.") @Nullable
            String job,

            @Doc("Only those with this text in the JSON of their key.") @Nullable
            String key,

            @Doc(value = "Only those rejected at this time or later.", format = "date-time") @Nullable
            String from,

            @Doc(value = "Only those rejected before this time.", format = "date-time") @Nullable
            String to,

            @Doc(value = "How many to look at, the oldest first, at most 10000.", defaultValue = "1000")
            int limit,

            @Doc(value = "Only says what would become of each.", defaultValue = "false")
            boolean dryRun) {

        DeadLetterFilter filter() {
            return new DeadLetterFilter(
                    text(code),
                    text(opcode),
                    text(job),
                    text(key),
                    time("from", from, Instant.MIN),
                    time("to", to, Instant.MAX));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }

        private static Instant time(String name, @Nullable String value, Instant otherwise) {
            try {
                return value == null ? otherwise : Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw ApiException.invalid(name, name + " must be a time such as 2026-01-31T12:00:00Z");
            }
        }
    }

    record ReplayResult(
            @Doc("The dead letter.") String id,

            @Doc(
                    "`replayed`; `outdated`: sent too, but left out, because its key holds something newer; `refused`: it stays in"
                            + " the queue; `gone`: it had left the queue.")
            String verdict,

            @Doc("Why it is refused or outdated.") @Nullable String reason,

            @Doc("The entry in the change stream, if there is one now.") @Nullable
            String newId) {

        static ReplayResult of(Result result) {
            return new ReplayResult(
                    result.id().toString(),
                    result.verdict().name().toLowerCase(Locale.ROOT),
                    result.reason().isEmpty() ? null : result.reason(),
                    result.newId().map(EntryId::toString).orElse(null));
        }
    }

    record ReplayResponse(
            @Doc("How many are on their way, or would be.") long replayed,

            @Doc("How many are left out by the processor, or would be.")
            long outdated,

            @Doc("How many stay in the queue.") long refused,
            @Doc("How many had left the queue.") long gone,
            @Doc("What became of each, the oldest first.") List<ReplayResult> results) {

        static ReplayResponse of(List<Result> results) {
            return new ReplayResponse(
                    count(results, Verdict.REPLAYED),
                    count(results, Verdict.OUTDATED),
                    count(results, Verdict.REFUSED),
                    count(results, Verdict.GONE),
                    results.stream().map(ReplayResult::of).toList());
        }

        private static long count(List<Result> results, Verdict verdict) {
            return results.stream()
                    .filter(result -> result.verdict() == verdict)
                    .count();
        }
    }

    List<Route> routes() {
        return List.of(post(
                        "/api/v2/pipelines/{name}/dlqs/{full_table_name}/replay",
                        "Sends dead letters of a table through the pipeline again.")
                .in("Dead letters")
                .description(
                        "A replayed record that is older than what its key holds is left out. One that is rejected again"
                                + " returns to the queue.")
                .takes(Params.PIPELINE, TABLE)
                .gives(200, ReplayResponse.class)
                .fails(404, 422)
                .does(ReplayRequest.class, this::replay));
    }

    private Reply replay(Call call, ReplayRequest request) {
        if (request.limit() < 1 || request.limit() > MOST) {
            throw ApiException.invalid("limit", "limit must be between 1 and " + MOST);
        }
        PipelineState pipeline = pipelines.require(call.get(Params.PIPELINE));
        String name = call.get(TABLE);
        DeadLetterTables.Table table = tables.find(pipeline, name)
                .orElseThrow(() -> ApiException.notFound("the pipeline has no stream of a table called " + name));
        List<Result> results = request.id() == null
                ? tables.replay(pipeline, table.stream(), request.filter(), request.limit(), request.dryRun())
                : tables.replay(pipeline, table.stream(), id(request.id()), request.dryRun());
        if (!request.dryRun()) {
            AUDIT.info(
                    "pipeline={} user={} change=replay {} dead letters of {}",
                    pipeline.name(),
                    call.caller().user(),
                    results.stream().filter(it -> it.newId().isPresent()).count(),
                    table.name());
        }
        return Reply.ok(ReplayResponse.of(results));
    }

    private static EntryId id(String text) {
        try {
            return EntryId.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("id", "id must be the id of a dead letter, such as 1767225600000-0");
        }
    }
}
