package dev.rdi.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rdi.control.ControlException.Reason;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisPool;
import dev.rdi.redis.Traces;
import java.time.Duration;
import java.util.List;

/**
 * Recordings of what a pipeline does with change records. A recording is an action that is completed when it ends: after
 * its time, or when it has what was asked for.
 *
 * <p>Thread-safe.
 */
public final class PipelineTraces {

    /** A recording has at most so many records. */
    public static final int MOST = 1_000;

    /** A recording takes at most so long. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RedisPool redis;
    private final Pipelines pipelines;
    private final Actions actions;

    public PipelineTraces(RedisPool redis, Pipelines pipelines, Actions actions) {
        this.redis = redis;
        this.pipelines = pipelines;
        this.actions = actions;
    }

    /**
     * Begins to record.
     *
     * @param most how many records
     * @param rejectedOnly whether only those that are rejected
     * @return the id of the action
     * @throws ControlException NOT_FOUND, CONFLICT if a recording is on its way, INVALID
     */
    public String start(String pipeline, int most, boolean rejectedOnly, Duration time) {
        if (most < 1 || most > MOST) {
            throw new ControlException(Reason.INVALID, "max_change_records must be from 1 to " + MOST);
        }
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new ControlException(Reason.INVALID, "timeout must be from 1 to " + LONGEST.toSeconds() + " seconds");
        }
        pipelines.require(pipeline);
        Keys keys = new Keys(pipeline);
        String id = actions.newId();
        Traces.Request request = new Traces.Request(id, most, rejectedOnly);
        if (!redis.with(keys.trace(), connection -> new Traces(keys).start(connection, request, time))) {
            throw new ControlException(Reason.CONFLICT, "a recording of the pipeline is on its way; wait for its end");
        }
        return actions.begin(id, Actions.Kind.TRACE, pipeline, 0);
    }

    /** What was recorded so far; it is kept for an hour after the last record. */
    public List<JsonNode> records(Actions.Action action) {
        Keys keys = new Keys(action.pipeline());
        return redis.with(keys.trace(), connection -> new Traces(keys).records(connection, action.id())).stream()
                .map(PipelineTraces::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded record can't be read", e);
        }
    }
}
