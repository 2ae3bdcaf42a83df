package dev.rdi.control.api.v2;

import dev.rdi.control.Documents;
import dev.rdi.control.PipelineState;
import dev.rdi.model.EntryId;
import dev.rdi.redis.DeadLetterFilter;
import dev.rdi.redis.DeadLetterQueues;
import dev.rdi.redis.DeadLetterQueues.Order;
import dev.rdi.redis.DeadLetterRecord;
import dev.rdi.redis.DeadLetterReplay;
import dev.rdi.redis.DeadLetterReplay.Result;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import dev.rdi.redis.StreamSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The dead letter queues of pipelines under the names that the API has for tables.
 *
 * <p>Thread-safe.
 */
final class DeadLetterTables {

    private static final int STEP = 20;
    private static final long MOST_BYTES = 16 << 20;

    private final RedisPool redis;
    private final Documents documents;

    DeadLetterTables(RedisPool redis, Documents documents) {
        this.redis = redis;
        this.documents = documents;
    }

    /** A table and its change stream. */
    record Table(String name, String stream) {}

    /** The change streams of a pipeline, by their tables. */
    Map<String, String> list(PipelineState pipeline) {
        Keys keys = new Keys(pipeline.name());
        String source = documents.sourceName(pipeline);
        Map<String, String> tables = new TreeMap<>();
        redis.with(keys.streams(), connection -> StreamSummary.streams(connection, keys))
                .forEach(stream -> tables.put(source + "." + table(keys, stream), stream));
        return tables;
    }

    /** The table in the name of a stream, also of one that something else writes. */
    private static String table(Keys keys, String stream) {
        return keys.shortName(stream).replaceFirst("^\\{?rdi[}]?[:.]", "").replaceAll("[{}]", "");
    }

    /** A table by its name, with or without the source's. */
    Optional<Table> find(PipelineState pipeline, String name) {
        return list(pipeline).entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().endsWith("." + name))
                .map(entry -> new Table(entry.getKey(), entry.getValue()))
                .findFirst();
    }

    long count(PipelineState pipeline, String stream) {
        return redis.with(stream, connection -> (Long) connection.require("XLEN", Keys.deadLetters(stream)));
    }

    /** A page of a queue, which ends early where the records are large. */
    List<DeadLetterRecord> page(PipelineState pipeline, String stream, Order order, int offset, int limit) {
        return redis.with(stream, connection -> {
            DeadLetterQueues queues = new DeadLetterQueues(connection, new Keys(pipeline.name()));
            List<DeadLetterRecord> page =
                    new ArrayList<>(queues.page(stream, DeadLetterFilter.ALL, order, offset, Math.min(limit, STEP)));
            while (!page.isEmpty() && page.size() < limit && bytes(page) < MOST_BYTES) {
                List<DeadLetterRecord> more = queues.pageAfter(
                        stream,
                        DeadLetterFilter.ALL,
                        order,
                        page.get(page.size() - 1).id(),
                        Math.min(limit - page.size(), STEP));
                if (more.isEmpty()) {
                    break;
                }
                page.addAll(more);
            }
            return page;
        });
    }

    /** Sends those that match through the pipeline again, or only says what would become of them. */
    List<Result> replay(PipelineState pipeline, String stream, DeadLetterFilter filter, int limit, boolean dryRun) {
        return redis.with(stream, connection -> replay(connection, pipeline).replay(stream, filter, limit, dryRun));
    }

    /** Sends one through the pipeline again, or only says what would become of it. */
    List<Result> replay(PipelineState pipeline, String stream, EntryId id, boolean dryRun) {
        return redis.with(
                stream, connection -> List.of(replay(connection, pipeline).replay(stream, id, dryRun)));
    }

    private static DeadLetterReplay replay(RedisConnection connection, PipelineState pipeline) {
        return new DeadLetterReplay(new DeadLetterQueues(connection, new Keys(pipeline.name())));
    }

    private static long bytes(List<DeadLetterRecord> page) {
        return page.stream().mapToLong(DeadLetterRecord::size).sum();
    }
}
