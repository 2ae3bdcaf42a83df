package dev.rdi.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.Outcome.Written;
import dev.rdi.model.Rejection;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.redis.LaterPositions;
import dev.rdi.redis.StreamEntry;
import dev.rdi.wire.EntryReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaterRecordsTest {

    private static final Outcome WRITTEN =
            new Written(List.of(new TargetedWrite("target", "job", new TargetWrite.DeleteKey(new byte[] {1}, "hash"))));
    private static final Outcome REJECTED = new Rejected(new Rejection("target.refused", "no", "", "write"), List.of());

    private final LaterRecords later = new LaterRecords(LaterPositions.NONE, 2);

    @Test
    void skipsWhatIsOlderThanARecordThatWasWritten() {
        pass(update(1), REJECTED, true);
        pass(update(2), WRITTEN, false);
        assertThat(before(replay(3, 1))).contains(new Filtered());
    }

    @Test
    void skipsWhatIsOlderThanARecordInFlight() {
        pass(update(1), REJECTED, true);
        before(update(2));
        PendingRecord replayed = pending(replay(3, 1), before(replay(3, 1)).orElseThrow());
        assertThat(replayed.outcome()).isEqualTo(new Filtered());

        settle(update(2), WRITTEN, false);
        assertThat(later.settle(replayed).outcome()).isEqualTo(new Filtered());
    }

    @Test
    void rejectsWhatWasSkippedForARecordThatCameToNothing() {
        pass(update(1), REJECTED, true);
        before(update(2));
        PendingRecord replayed = pending(replay(3, 1), before(replay(3, 1)).orElseThrow());

        settle(update(2), REJECTED, true);
        assertThat(later.settle(replayed).outcome())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo("replay.undecided"));
    }

    @Test
    void letsRecordsOfAKeyPassInTheirOrder() {
        pass(update(1), REJECTED, true);
        pass(update(2), REJECTED, true);
        assertThat(before(replay(3, 1))).isEmpty();
        assertThat(before(replay(4, 2))).isEmpty();
    }

    @Test
    void rejectsAReplayOfWhichItKnowsNothing() {
        assertThat(before(replay(3, 1))).get().isInstanceOf(Rejected.class);
    }

    @Test
    void replaysATableWithoutAKeyAsAskedTo() {
        TableSchema schema = OrdersPipeline.KEYLESS;
        StreamEntry first = entry(1, OrdersPipeline.updateWithoutKey(1, "x"));
        pass(first, schema, REJECTED, true);
        pass(entry(2, OrdersPipeline.updateWithoutKey(1, "y")), schema, WRITTEN, false);
        StreamEntry replayed = mark(entry(3, OrdersPipeline.updateWithoutKey(1, "x")), 1);
        assertThat(later.before(replayed, event(replayed, schema))).isEmpty();
    }

    @Test
    void remembersTwiceAsManyDeadLettersAsAreKept() {
        for (int id = 1; id <= 50; id++) {
            StreamEntry entry = entry(id, OrdersPipeline.update(id, "x"));
            pass(entry, OrdersPipeline.ORDERS, REJECTED, true);
        }
        assertThat(later.takeChanges().stream().filter(change -> change.kind().equals("gone")))
                .hasSize(46);
    }

    private void pass(StreamEntry entry, Outcome outcome, boolean kept) {
        pass(entry, OrdersPipeline.ORDERS, outcome, kept);
    }

    private void pass(StreamEntry entry, TableSchema schema, Outcome outcome, boolean kept) {
        ChangeEvent event = event(entry, schema);
        later.before(entry, event);
        later.passed(later.settle(new PendingRecord(entry, Optional.of(event), outcome)), kept);
    }

    private Optional<Outcome> before(StreamEntry entry) {
        return later.before(entry, event(entry, OrdersPipeline.ORDERS));
    }

    private void settle(StreamEntry entry, Outcome outcome, boolean kept) {
        later.passed(later.settle(pending(entry, outcome)), kept);
    }

    private static PendingRecord pending(StreamEntry entry, Outcome outcome) {
        return new PendingRecord(entry, Optional.of(event(entry, OrdersPipeline.ORDERS)), outcome);
    }

    private static ChangeEvent event(StreamEntry entry, TableSchema schema) {
        return new EntryReader(fingerprint -> Optional.of(schema)).read(entry.fields());
    }

    private static StreamEntry update(long id) {
        return entry(id, OrdersPipeline.update(1, "x"));
    }

    private static StreamEntry replay(long id, long origin) {
        return mark(update(id), origin);
    }

    private static StreamEntry mark(StreamEntry entry, long origin) {
        List<byte[]> fields = new ArrayList<>(entry.fields());
        fields.add("o".getBytes(StandardCharsets.US_ASCII));
        fields.add((origin + "-0").getBytes(StandardCharsets.US_ASCII));
        return new StreamEntry(entry.id(), fields);
    }

    private static StreamEntry entry(long id, byte[][] fields) {
        return new StreamEntry(new EntryId(id, 0), List.of(fields));
    }
}
