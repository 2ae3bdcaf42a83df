package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of a dead letter queue.
 *
 * <p>Immutable as long as nobody changes the bytes of the entry.
 *
 * @param id in the queue: that of the entry that was rejected
 * @param originalId that the record had when it came by for the first time; differs from {@code id} after a replay
 * @param code why it was rejected, stable and dotted
 * @param reason why it was rejected, for people
 * @param job that rejected it; empty if none did
 * @param stage the step inside the job
 * @param time when it was rejected
 * @param opcode one letter, or empty if the record can't be read
 * @param key JSON object of the key's values; empty if the record can't be read
 * @param record JSON object: {@code server_name}, {@code db}, {@code schema}, {@code table}, {@code key}, and unless the
 *     row was too large {@code before} and {@code after}; empty if the record can't be read
 * @param size bytes of the rejected entry
 * @param entry the fields of the rejected entry (name, value …); empty if it was too large to be kept
 */
public record DeadLetterRecord(
        EntryId id,
        EntryId originalId,
        String code,
        String reason,
        String job,
        String stage,
        Instant time,
        String opcode,
        String key,
        String record,
        long size,
        List<byte[]> entry) {

    /** The name of the last pair of a replayed entry. */
    static final byte[] REPLAY_MARK = {'o'};

    /** The fields that lie before those of the rejected entry, in this order; some may be missing. */
    private static final List<String> OWN = List.of(
            "code",
            "reason",
            "job",
            "stage",
            "time",
            "position",
            "opcode",
            "row_key",
            "record",
            "source_position",
            "size");

    /** The codes of records whose replay can't end well. */
    private static final Map<String, String> NOT_REPLAYABLE = Map.of(
            "record.malformed", "the record can't be read",
            "replay.unchecked", "it isn't known any more what came after the record");

    /** Why it can't be replayed; nothing if it can. */
    public Optional<String> notReplayable() {
        if (entry.isEmpty()) {
            return Optional.of("the queue doesn't have the row; change it at the source, and it comes again");
        }
        return opcode.equals("t")
                ? Optional.of("a truncate would also remove rows that came after it")
                : Optional.ofNullable(NOT_REPLAYABLE.get(code));
    }

    static DeadLetterRecord of(StreamEntry letter) {
        Map<String, String> own = new HashMap<>();
        List<byte[]> fields = letter.fields();
        int at = 0;
        for (int next = 0; at + 1 < fields.size(); at += 2) {
            String name = RedisConnection.text(fields.get(at));
            int found = OWN.subList(next, OWN.size()).indexOf(name);
            if (found < 0) {
                break;
            }
            own.put(name, RedisConnection.text(fields.get(at + 1)));
            next += found + 1;
        }
        List<byte[]> entry = List.copyOf(fields.subList(at, fields.size()));
        return new DeadLetterRecord(
                letter.id(),
                origin(entry).orElse(letter.id()),
                text(own, "code"),
                text(own, "reason"),
                text(own, "job"),
                text(own, "stage"),
                time(text(own, "time")),
                text(own, "opcode"),
                text(own, "row_key"),
                text(own, "record"),
                own.containsKey("size")
                        ? Long.parseLong(text(own, "size"))
                        : new StreamEntry(letter.id(), entry).size(),
                entry);
    }

    private static Optional<EntryId> origin(List<byte[]> entry) {
        int at = entry.size() - 2;
        if (at < 0 || !Arrays.equals(entry.get(at), REPLAY_MARK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(EntryId.parse(new String(entry.get(at + 1), StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static String text(Map<String, String> own, String name) {
        return own.getOrDefault(name, "");
    }
}
