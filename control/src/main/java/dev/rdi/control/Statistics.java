package dev.rdi.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rdi.redis.Counters;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import dev.rdi.redis.StreamSummary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a pipeline has done so far, read from the RDI database. Each section is asked for by itself, because clients watch
 * single ones.
 *
 * <p>Thread-safe.
 */
public final class Statistics {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The names of RDI's API, and of {@link Observed#performance}. */
    private static final List<String> PERFORMANCE = List.of(
            "total_batches",
            "batch_size_avg",
            "read_time_avg",
            "transform_time_avg",
            "write_time_avg",
            "process_time_avg",
            "ack_time_avg",
            "total_time_avg",
            "rec_per_sec_avg");

    private static final String COUNT = "total_batches";
    private static final double DIGITS = 1_000;

    private final RedisPool redis;
    private final Documents documents;

    public Statistics(RedisPool redis, Documents documents) {
        this.redis = redis;
        this.documents = documents;
    }

    /** The change streams: all together, and each by its name. */
    public record DataStreams(Totals totals, Map<String, DataStream> streams) {}

    /**
     * Numbers of all streams.
     *
     * @param total entries that there ever were
     * @param pending entries that aren't processed yet
     * @param deduplicated rows of an initial sync that a later one read again, where they count
     */
    public record Totals(
            long total,
            long pending,
            long inserted,
            long updated,
            long deleted,
            long filtered,
            long rejected,
            long deduplicated) {}

    /**
     * Numbers of one stream.
     *
     * @param lastArrival ISO 8601; empty if nothing ever arrived
     */
    public record DataStream(
            long total,
            long pending,
            long inserted,
            long updated,
            long deleted,
            long filtered,
            long rejected,
            long deduplicated,
            String lastArrival) {}

    /** A client of the RDI database that belongs to RDI. */
    public record Client(String id, String name, String addr, long ageSec, long idleSec, String user) {}

    /** The streams of a pipeline. */
    public DataStreams dataStreams(PipelineState pipeline) {
        Map<String, DataStream> streams = new TreeMap<>();
        Counters sum = Counters.ZERO;
        long pending = 0;
        for (Map.Entry<String, StreamSummary> entry : summaries(pipeline).entrySet()) {
            StreamSummary summary = entry.getValue();
            streams.put(entry.getKey(), stream(summary));
            sum = sum.plus(summary.counters());
            pending += summary.pending();
        }
        return new DataStreams(totals(sum, pending), streams);
    }

    /** The streams of a pipeline by their short names. */
    public Map<String, StreamSummary> summaries(PipelineState pipeline) {
        return summaries(redis, new Keys(pipeline.name()), documents.defaultTarget(pipeline));
    }

    /**
     * The streams of a pipeline by their short names.
     *
     * @param target whose positions and counters to show
     */
    public static Map<String, StreamSummary> summaries(RedisPool redis, Keys keys, String target) {
        Set<String> names = redis.with(keys.streams(), connection -> StreamSummary.streams(connection, keys));
        Map<String, StreamSummary> summaries = new TreeMap<>();
        for (String name : names) {
            summaries.put(
                    keys.shortName(name), redis.with(name, connection -> StreamSummary.look(connection, name, target)));
        }
        return summaries;
    }

    /** Those of no stream. */
    public static DataStreams noDataStreams() {
        return new DataStreams(totals(Counters.ZERO, 0), Map.of());
    }

    private static Totals totals(Counters sum, long pending) {
        return new Totals(
                sum.total() + pending,
                pending,
                sum.inserted(),
                sum.updated(),
                sum.deleted(),
                sum.filtered(),
                sum.rejected(),
                sum.deduplicated());
    }

    private static DataStream stream(StreamSummary summary) {
        Counters counters = summary.counters();
        return new DataStream(
                summary.total(),
                summary.pending(),
                counters.inserted(),
                counters.updated(),
                counters.deleted(),
                counters.filtered(),
                counters.rejected(),
                counters.deduplicated(),
                summary.lastArrival().map(Object::toString).orElse(""));
    }

    /** What the processor measured since it began, times in milliseconds; zeros if it doesn't run. */
    public static Map<String, Number> performance(Optional<Observed> observed) {
        Map<String, Number> performance = new LinkedHashMap<>();
        for (String name : PERFORMANCE) {
            double value =
                    observed.map(it -> it.performance().getOrDefault(name, 0.0)).orElse(0.0);
            performance.put(name, name.equals(COUNT) ? (Number) (long) value : Math.round(value * DIGITS) / DIGITS);
        }
        return performance;
    }

    /** The connections of RDI at the RDI database, by their ids. */
    public Map<String, Client> clients() {
        String list =
                redis.with(Keys.pipelines(), connection -> RedisConnection.text(connection.require("CLIENT", "LIST")));
        Map<String, Client> clients = new LinkedHashMap<>();
        list.lines().map(Statistics::fields).forEach(client -> {
            if (client.getOrDefault("name", "").startsWith("rdi:")) {
                String id = client.getOrDefault("id", "");
                clients.put(
                        id,
                        new Client(
                                id,
                                client.getOrDefault("name", ""),
                                client.getOrDefault("addr", ""),
                                Long.parseLong(client.getOrDefault("age", "0")),
                                Long.parseLong(client.getOrDefault("idle", "0")),
                                client.getOrDefault("user", "")));
            }
        });
        return clients;
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String field : line.split(" ", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }

    /** Where reading of the source goes on after a restart, by the logical name of the source. */
    public Map<String, JsonNode> offsets(String pipeline) {
        Keys keys = new Keys(pipeline);
        List<?> reply =
                redis.with(keys.offsets(), connection -> (List<?>) connection.require("HGETALL", keys.offsets()));
        Map<String, JsonNode> offsets = new TreeMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            JsonNode partition = json(RedisConnection.text(reply.get(i)));
            String name =
                    partition.path("server").asText(partition.isTextual() ? partition.asText() : partition.toString());
            offsets.put(name, json(RedisConnection.text(reply.get(i + 1))));
        }
        return offsets;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
