package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Opcode;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Rejection;
import dev.rdi.redis.LaterPositions;
import dev.rdi.redis.LaterPositions.Change;
import dev.rdi.redis.StreamEntry;
import dev.rdi.wire.ReplayMark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a replayed record from being put over a newer one of its key. For the keys that have dead letters it knows the
 * last record that was written; what was read but not written yet counts as well.
 *
 * <p>A record counts with the place that it had when it first came by, so that dead letters of one key can be replayed
 * in their order. What was rejected or filtered wrote nothing, and doesn't count.
 *
 * <p>{@link #before} is called for each record before it is transformed, {@link #settle} and {@link #passed} when its
 * outcome is final; each in the order of the stream, the first may be ahead by any number of records. Thread-safe.
 */
final class LaterRecords {

    /** The code of a replayed record of which it isn't known what came after it. */
    static final String UNCHECKED = "replay.unchecked";

    private static final String UNDECIDED = "replay.undecided";
    /** Stands for what concerns all keys: a truncate. */
    private static final String WHOLE_TABLE = "";

    private final int mostLetters;
    private final Map<String, Tracked> keys = new HashMap<>();
    private final Deque<Letter> letters = new ArrayDeque<>();
    private final Map<EntryId, String> foundReplays = new HashMap<>();
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private final Map<String, EntryId> later = new LinkedHashMap<>();
    private List<Change> changes = new ArrayList<>();

    private static final class Tracked {
        private int uses;
        private EntryId later = EntryId.ZERO;
    }

    private record Letter(EntryId id, String key) {}

    /**
     * A record between the two calls.
     *
     * @param place where it stands among the records of its key
     * @param skipped whether it is left out because of another one
     */
    private record InFlight(EntryId id, ChangeEvent event, EntryId place, boolean skipped) {}

    /**
     * Goes on from what is stored.
     *
     * @param maxDeadLetters how many dead letters the stream keeps
     */
    LaterRecords(LaterPositions stored, int maxDeadLetters) {
        // More than the queue holds: what was purged or replayed since is still among them.
        this.mostLetters = 2 * maxDeadLetters;
        stored.keys().forEach((key, position) -> tracked(key).later = position);
        stored.letters().forEach((id, key) -> {
            letters.add(new Letter(id, key));
            tracked(key).uses++;
        });
        stored.replays().forEach((id, key) -> {
            foundReplays.put(id, key);
            tracked(key).uses++;
        });
    }

    private Tracked tracked(String key) {
        return keys.computeIfAbsent(key, any -> new Tracked());
    }

    /** What becomes of a record instead of being transformed; nearly always nothing. */
    synchronized Optional<Outcome> before(StreamEntry entry, ChangeEvent event) {
        while (!inFlight.isEmpty() && inFlight.getLast().id().compareTo(entry.id()) >= 0) {
            inFlight.removeLast(); // Read again.
        }
        Optional<EntryId> origin = ReplayMark.find(entry.fields());
        Optional<Outcome> early = origin.flatMap(place -> replayed(event, place));
        boolean skipped = early.isPresent() && early.get() instanceof Filtered;
        inFlight.add(new InFlight(entry.id(), event, origin.orElse(entry.id()), skipped));
        return early;
    }

    private Optional<Outcome> replayed(ChangeEvent event, EntryId place) {
        if (event.opcode() == Opcode.TRUNCATE || (event.hasKey() && !keys.containsKey(PackedKey.of(event)))) {
            Rejection unchecked = new Rejection(
                    UNCHECKED,
                    "it isn't known any more what came after this record, so it was not replayed;"
                            + " change the row at the source, and it comes again",
                    "",
                    "replay");
            return Optional.of(new Rejected(unchecked, List.of()));
        }
        return isOutdated(event, place) || isOutdatedInFlight(event, place)
                ? Optional.of(new Filtered())
                : Optional.empty();
    }

    private boolean isOutdated(ChangeEvent event, EntryId place) {
        return isLater(WHOLE_TABLE, place) || (event.hasKey() && isLater(PackedKey.of(event), place));
    }

    private boolean isLater(String key, EntryId place) {
        Tracked tracked = keys.get(key);
        return tracked != null && tracked.later.compareTo(place) > 0;
    }

    private boolean isOutdatedInFlight(ChangeEvent event, EntryId place) {
        String key = PackedKey.of(event);
        return inFlight.stream()
                .filter(other -> !other.skipped() && other.place().compareTo(place) > 0)
                .map(InFlight::event)
                .anyMatch(other -> other.opcode() == Opcode.TRUNCATE
                        || (event.hasKey() && PackedKey.of(other).equals(key)));
    }

    /**
     * A record whose outcome is known, and that of all before it. If it was left out because of a record in flight, and
     * that one came to nothing, it is rejected, so that it isn't lost.
     */
    synchronized PendingRecord settle(PendingRecord record) {
        EntryId id = record.entry().id();
        @Nullable InFlight own = null;
        while (!inFlight.isEmpty() && inFlight.getFirst().id().compareTo(id) <= 0) {
            own = inFlight.removeFirst();
        }
        if (own == null || !own.skipped() || !own.id().equals(id) || isOutdated(own.event(), own.place())) {
            return record;
        }
        Rejection undecided = new Rejection(
                UNDECIDED,
                "a later record of this key was on its way when this one was replayed, but was not written;"
                        + " replay this one again",
                "",
                "replay");
        return record.with(new Rejected(undecided, List.of()));
    }

    /**
     * The position passes a settled record.
     *
     * @param kept whether it becomes a dead letter
     */
    synchronized void passed(PendingRecord record, boolean kept) {
        if (keys.isEmpty() && !kept) {
            return;
        }
        EntryId id = record.entry().id();
        Optional<EntryId> origin = ReplayMark.find(record.entry().fields());
        if (kept) {
            keep(new Letter(id, record.event().map(PackedKey::of).orElse(WHOLE_TABLE)));
        }
        if (!record.outcome().writes().isEmpty()) {
            record.event().ifPresent(event -> wrote(event, origin.orElse(id)));
        }
        if (origin.isPresent()) {
            changes.add(Change.replayed(id));
            String key = foundReplays.remove(id);
            if (key != null) {
                release(key);
            }
        }
    }

    private void wrote(ChangeEvent event, EntryId place) {
        if (!event.hasKey() && event.opcode() != Opcode.TRUNCATE) {
            return;
        }
        String key = event.opcode() == Opcode.TRUNCATE ? WHOLE_TABLE : PackedKey.of(event);
        Tracked tracked = keys.get(key);
        if (tracked != null && place.compareTo(tracked.later) > 0) {
            tracked.later = place;
            later.put(key, place);
        }
    }

    private void keep(Letter letter) {
        tracked(letter.key()).uses++;
        tracked(WHOLE_TABLE);
        letters.add(letter);
        changes.add(Change.letter(letter.id(), letter.key()));
        while (letters.size() > mostLetters) {
            Letter oldest = letters.remove();
            EntryId next = letters.isEmpty()
                    ? new EntryId(oldest.id().millis(), oldest.id().sequence() + 1)
                    : letters.element().id();
            changes.add(Change.gone(oldest.id(), next));
            release(oldest.key());
        }
    }

    private void release(String key) {
        if (--tracked(key).uses <= 0 && !key.equals(WHOLE_TABLE)) {
            keys.remove(key);
        }
    }

    /** What the records that have passed since the last call change in the store. */
    synchronized List<Change> takeChanges() {
        List<Change> taken = changes;
        later.forEach((key, position) -> taken.add(Change.later(key, position)));
        later.clear();
        changes = new ArrayList<>();
        return taken;
    }
}
