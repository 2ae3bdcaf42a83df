package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The dead letter queues of a pipeline, for people and tools: list, look, remove. {@link DeadLetterReplay} sends records
 * on their way again.
 *
 * <p>Confined to one thread.
 */
public final class DeadLetterQueues {

    private final RedisConnection redis;
    private final Keys keys;

    public DeadLetterQueues(RedisConnection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * A queue.
     *
     * @param stream the change stream that it belongs to
     * @param count how many dead letters it holds
     * @param rejected how many records of the stream were ever rejected, for the target that was asked about; those
     *     that the queue doesn't hold were replayed, purged, pushed out by newer ones, or never kept
     */
    public record Queue(String stream, long count, long rejected) {}

    /** In which order a queue is read. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /**
     * The queues that hold something, or have once, by their names.
     *
     * @param target whose counter of rejected records to show
     */
    public List<Queue> list(String target) {
        TreeSet<String> streams = new TreeSet<>();
        ((List<?>) redis.require("SMEMBERS", keys.streams())).forEach(name -> streams.add(RedisConnection.text(name)));
        List<Queue> queues = new ArrayList<>();
        for (String stream : streams) {
            Queue queue = find(stream, target);
            if (queue.count() > 0 || queue.rejected() > 0) {
                queues.add(queue);
            }
        }
        return queues;
    }

    /** One queue; empty if nothing was ever rejected. */
    public Queue find(String stream, String target) {
        long count = (Long) redis.require("XLEN", Keys.deadLetters(stream));
        Object rejected = redis.require("HGET", Keys.position(stream, target), "rejected");
        return new Queue(
                stream, count, RedisConnection.isNil(rejected) ? 0 : Long.parseLong(RedisConnection.text(rejected)));
    }

    /** A page of a queue: those that match, from the one number {@code offset} of them, counted from 0. */
    public List<DeadLetterRecord> page(String stream, DeadLetterFilter filter, Order order, int offset, int limit) {
        return matching(stream, filter, order).skip(offset).limit(limit).toList();
    }

    /** The page behind a dead letter, which need not be there any more. */
    public List<DeadLetterRecord> pageAfter(
            String stream, DeadLetterFilter filter, Order order, EntryId after, int limit) {
        return walk(stream, order, Optional.of(after))
                .filter(filter::matches)
                .limit(limit)
                .toList();
    }

    /** One dead letter. */
    public Optional<DeadLetterRecord> find(String stream, EntryId id) {
        Object reply = redis.require("XRANGE", Keys.deadLetters(stream), id.toString(), id.toString());
        return DeadLetterCursor.entries(reply).stream()
                .map(DeadLetterRecord::of)
                .findFirst();
    }

    /**
     * Removes the dead letters that match, and what is known for their replay.
     *
     * @return how many there were
     */
    public long purge(String stream, DeadLetterFilter filter) {
        List<String> ids = matching(stream, filter, Order.OLDEST_FIRST)
                .map(letter -> letter.id().toString())
                .toList();
        return purge(stream, ids);
    }

    /** Removes one dead letter; says whether it was there. */
    public boolean purge(String stream, EntryId id) {
        return purge(stream, List.of(id.toString())) > 0;
    }

    private long purge(String stream, List<String> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        List<String> arguments =
                new ArrayList<>(List.of(LaterPositions.PURGE, "2", Keys.deadLetters(stream), Keys.later(stream)));
        arguments.addAll(ids);
        return (Long) redis.require("EVAL", arguments.toArray(String[]::new));
    }

    Stream<DeadLetterRecord> matching(String stream, DeadLetterFilter filter, Order order) {
        return walk(stream, order, Optional.empty()).filter(filter::matches);
    }

    private Stream<DeadLetterRecord> walk(String stream, Order order, Optional<EntryId> after) {
        Iterator<StreamEntry> letters =
                new DeadLetterCursor(redis, Keys.deadLetters(stream), order == Order.NEWEST_FIRST, after);
        return Stream.generate(() -> letters)
                .takeWhile(Iterator::hasNext)
                .map(Iterator::next)
                .map(DeadLetterRecord::of);
    }

    RedisConnection redis() {
        return redis;
    }

    Keys keys() {
        return keys;
    }
}
