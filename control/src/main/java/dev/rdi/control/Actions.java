package dev.rdi.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import dev.rdi.redis.Traces;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.redis.reset.ResetStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What clients asked for and want to hear the end of. An action remembers which change of what is wanted it made; it is
 * completed when that change is in force (edge case R50). Any server can be asked; an action is forgotten after a day.
 *
 * <p>Thread-safe.
 */
public final class Actions {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RedisPool redis;
    private final Pipelines pipelines;
    private final Clock clock;

    public Actions(RedisPool redis, Pipelines pipelines, Clock clock) {
        this.redis = redis;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /** What was asked for. */
    public enum Kind {
        DEPLOY,
        START,
        STOP,
        RESET,
        UNDEPLOY,
        TRACE
    }

    /** How far an action is. */
    public enum Progress {
        /** No server has taken it up. */
        PENDING,
        PROCESSING,
        FAILED,
        COMPLETED
    }

    /**
     * An action.
     *
     * @param error why it failed; empty if it didn't
     */
    public record Action(String id, Kind kind, String pipeline, Progress progress, String error) {}

    private record Asked(String id, Kind kind, String pipeline, long generation) {

        private Action is(Progress progress, String error) {
            return new Action(id, kind, pipeline, progress, error);
        }
    }

    /**
     * Remembers an action.
     *
     * @param generation of what is wanted, after the change
     * @return its id
     */
    public String begin(Kind kind, String pipeline, long generation) {
        return begin(newId(), kind, pipeline, generation);
    }

    String newId() {
        return clock.millis() + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    String begin(String id, Kind kind, String pipeline, long generation) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("pipeline", pipeline)
                .put("generation", generation);
        redis.run(
                Keys.action(id),
                connection -> connection.require(
                        "SET", Keys.action(id), json.toString(), "EX", String.valueOf(KEPT.toSeconds())));
        return id;
    }

    /** An action; empty if there is none of this id, or it is long ago. */
    public Optional<Action> find(String id) {
        Object reply = redis.with(Keys.action(id), connection -> connection.require("GET", Keys.action(id)));
        if (RedisConnection.isNil(reply)) {
            return Optional.empty();
        }
        JsonNode json = parse(RedisConnection.text(reply));
        Asked asked = new Asked(
                id,
                Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT)),
                json.path("pipeline").asText(),
                json.path("generation").asLong());
        if (json.has("progress")) {
            return Optional.of(asked.is(
                    Progress.valueOf(json.path("progress").asText()),
                    json.path("error").asText()));
        }
        Action action = look(asked);
        if (action.progress() == Progress.COMPLETED || action.progress() == Progress.FAILED) {
            remember(action, (ObjectNode) json);
        }
        return Optional.of(action);
    }

    /** What has ended stays as it ended, whatever comes later. */
    private void remember(Action action, ObjectNode json) {
        json.put("progress", action.progress().name()).put("error", action.error());
        redis.run(
                Keys.action(action.id()),
                connection -> connection.require("SET", Keys.action(action.id()), json.toString(), "XX", "KEEPTTL"));
    }

    private Action look(Asked asked) {
        if (asked.kind() == Kind.TRACE) {
            return asked.is(isTracing(asked) ? Progress.PROCESSING : Progress.COMPLETED, "");
        }
        if (asked.kind() == Kind.UNDEPLOY) {
            boolean left = pipelines.names().contains(asked.pipeline())
                    && pipelines.find(asked.pipeline()).isEmpty();
            return asked.is(left ? Progress.PROCESSING : Progress.COMPLETED, "");
        }
        Optional<PipelineState> state =
                pipelines.find(asked.pipeline()).filter(it -> it.desired().generation() >= asked.generation());
        if (state.isEmpty()) {
            return asked.is(Progress.FAILED, "the pipeline was deleted meanwhile");
        }
        boolean known = state.get()
                .observed()
                .filter(it -> it.generation() >= asked.generation())
                .isPresent();
        return known ? seen(asked, state.get()) : asked.is(Progress.PENDING, "");
    }

    /** A server knows of the change, and tells what became of it. */
    private Action seen(Asked asked, PipelineState state) {
        Instant now = clock.instant();
        boolean active = state.desired().active();
        if (asked.kind() == Kind.START && !active) {
            return asked.is(Progress.FAILED, "the pipeline was stopped meanwhile");
        }
        if (asked.kind() == Kind.STOP && active) {
            return asked.is(Progress.FAILED, "the pipeline was started meanwhile");
        }
        PipelineStatus status = state.observed().map(Observed::status).orElse(PipelineStatus.UNKNOWN);
        if (status == PipelineStatus.ERROR) {
            return asked.is(Progress.FAILED, errors(state, now));
        }
        boolean runs = status == PipelineStatus.STARTED || status == PipelineStatus.RESETTING;
        boolean done = active
                ? runs && !(asked.kind() == Kind.RESET && isRequested(asked, state))
                : status == PipelineStatus.STOPPED;
        return asked.is(done ? Progress.COMPLETED : Progress.PROCESSING, "");
    }

    private static String errors(PipelineState state, Instant now) {
        List<PipelineProblem> problems = state.problems(now);
        return problems.isEmpty()
                ? "the pipeline doesn't work"
                : problems.stream()
                        .map(problem -> problem.part() + ": " + problem.message() + "; " + problem.remediation())
                        .collect(Collectors.joining("\n"));
    }

    private boolean isTracing(Asked asked) {
        Keys keys = new Keys(asked.pipeline());
        return redis.with(keys.trace(), connection -> new Traces(keys).current(connection))
                .filter(request -> request.id().equals(asked.id()))
                .isPresent();
    }

    /** Whether there is a collector that hasn't begun to read the tables anew. */
    private boolean isRequested(Asked asked, PipelineState state) {
        if (state.observed().map(Observed::collector).filter("inactive"::equals).isPresent()) {
            return false;
        }
        Keys keys = new Keys(asked.pipeline());
        return redis.with(keys.reset(), connection -> new ResetStore(keys).load(connection))
                .filter(reset -> reset.phase() == ResetState.Phase.REQUESTED)
                .isPresent();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the action can't be read", e);
        }
    }
}
