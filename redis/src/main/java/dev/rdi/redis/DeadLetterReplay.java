package dev.rdi.redis;

import dev.rdi.model.EntryId;
import dev.rdi.redis.DeadLetterQueues.Order;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Sends dead letters on their way again: each is appended to its change stream, with its first id behind its fields,
 * and leaves the queue in the same step. The processor then meets it in the order of the stream, and leaves it out if
 * its key already holds something newer.
 *
 * <p>Safe while the processor runs. Confined to one thread.
 */
public final class DeadLetterReplay {

    private static final String GONE = "it has left the queue";

    private final DeadLetterQueues queues;

    public DeadLetterReplay(DeadLetterQueues queues) {
        this.queues = queues;
    }

    /** What becomes of a dead letter. */
    public enum Verdict {
        /** It is appended to its stream, or would be. */
        REPLAYED,
        /** It is appended, or would be, and left out by the processor: its key holds something newer already. */
        OUTDATED,
        /** It stays in the queue. */
        REFUSED,
        /** It had left the queue meanwhile. */
        GONE
    }

    /**
     * A dead letter and what becomes of it.
     *
     * @param reason why it is refused or outdated, else empty
     * @param newId of the entry in the change stream; nothing in a dry run, or if it isn't appended
     */
    public record Result(EntryId id, Verdict verdict, String reason, Optional<EntryId> newId) {}

    /**
     * Replays the dead letters that match, those that came first first.
     *
     * @param dryRun only say what would become of each
     * @param limit the most that are looked at; refused ones count
     */
    public List<Result> replay(String stream, DeadLetterFilter filter, int limit, boolean dryRun) {
        LaterPositions later = LaterPositions.load(queues.redis(), stream);
        List<Result> results = new ArrayList<>();
        Iterator<DeadLetterRecord> letters =
                queues.matching(stream, filter, Order.OLDEST_FIRST).limit(limit).iterator();
        // What is replayed here may be rejected again at once; it isn't replayed twice.
        EntryId last = lastId(stream);
        while (letters.hasNext()) {
            DeadLetterRecord letter = letters.next();
            if (letter.id().compareTo(last) > 0) {
                break;
            }
            results.add(replay(stream, letter, isOutdated(letter, later), dryRun));
        }
        if (!dryRun && !results.isEmpty()) {
            ring();
        }
        return results;
    }

    /** Replays one dead letter. */
    public Result replay(String stream, EntryId id, boolean dryRun) {
        LaterPositions later = LaterPositions.load(queues.redis(), stream);
        Optional<DeadLetterRecord> letter = queues.find(stream, id);
        if (letter.isEmpty()) {
            return new Result(id, Verdict.GONE, GONE, Optional.empty());
        }
        Result result = replay(stream, letter.get(), isOutdated(letter.get(), later), dryRun);
        if (result.newId().isPresent()) {
            ring();
        }
        return result;
    }

    private Result replay(String stream, DeadLetterRecord letter, boolean outdated, boolean dryRun) {
        Optional<String> refusal = letter.notReplayable();
        if (refusal.isPresent()) {
            return new Result(letter.id(), Verdict.REFUSED, refusal.get(), Optional.empty());
        }
        Optional<EntryId> newId = dryRun ? Optional.empty() : append(stream, letter);
        if (!dryRun && newId.isEmpty()) {
            return new Result(letter.id(), Verdict.GONE, GONE, newId);
        }
        return outdated
                ? new Result(letter.id(), Verdict.OUTDATED, "its key holds something newer", newId)
                : new Result(letter.id(), Verdict.REPLAYED, "", newId);
    }

    private static boolean isOutdated(DeadLetterRecord letter, LaterPositions later) {
        String key = later.letters().getOrDefault(letter.id(), "");
        EntryId ofKey = later.keys().getOrDefault(key, EntryId.ZERO);
        EntryId ofTable = later.keys().getOrDefault("", EntryId.ZERO);
        return ofKey.compareTo(letter.originalId()) > 0 || ofTable.compareTo(letter.originalId()) > 0;
    }

    private Optional<EntryId> append(String stream, DeadLetterRecord letter) {
        List<byte[]> arguments = new ArrayList<>();
        for (String text : List.of(
                LaterPositions.REPLAY,
                "3",
                stream,
                Keys.deadLetters(stream),
                Keys.later(stream),
                letter.id().toString())) {
            arguments.add(RedisConnection.bytes(text));
        }
        arguments.addAll(letter.entry());
        if (letter.originalId().equals(letter.id())) {
            arguments.add(DeadLetterRecord.REPLAY_MARK);
            arguments.add(RedisConnection.bytes(letter.id().toString()));
        }
        RedisConnection redis = queues.redis();
        redis.send("EVAL", arguments.toArray(byte[][]::new));
        Object reply = redis.replies().get(0);
        if (reply instanceof RedisError error) {
            arguments.add(0, RedisConnection.bytes("EVAL"));
            throw redis.failure(error, "to replay a dead letter", List.<byte[][]>of(arguments.toArray(byte[][]::new)));
        }
        return RedisConnection.isNil(reply)
                ? Optional.empty()
                : Optional.of(EntryId.parse(RedisConnection.text(reply)));
    }

    private EntryId lastId(String stream) {
        Object reply = queues.redis().require("XREVRANGE", Keys.deadLetters(stream), "+", "-", "COUNT", "1");
        List<StreamEntry> newest = DeadLetterCursor.entries(reply);
        return newest.isEmpty() ? EntryId.ZERO : newest.get(0).id();
    }

    /** The processor may sleep. */
    private void ring() {
        String streams =
                String.valueOf(queues.redis().require("SCARD", queues.keys().streams()));
        queues.redis().require("XADD", queues.keys().bell(), "MAXLEN", "1", "*", "streams", streams);
    }
}
