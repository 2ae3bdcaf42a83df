package dev.rdi.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.EntryId;
import dev.rdi.model.Opcode;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Row;
import dev.rdi.model.SourceInfo;
import dev.rdi.redis.Counters;
import dev.rdi.redis.Progress;
import dev.rdi.redis.Reading;
import dev.rdi.redis.StreamEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R77: a row that is read again counts once")
class TallyTest {

    private static final EntryId HERE = new EntryId(1, 0);
    private static final String FIRST = "100/7";
    private static final String SECOND = "200/9";

    @Test
    void rowsOfAnInterruptedReadingMakeRoomForThoseOfTheNext() {
        Tally tally = new Tally(Progress.NONE);
        written(tally, Opcode.READ, FIRST, 3);
        filtered(tally, FIRST, 2);
        written(tally, Opcode.UPDATE, "150/8", 4);
        assertThat(tally.at(HERE).counters()).isEqualTo(new Counters(3, 4, 0, 2, 0));

        written(tally, Opcode.READ, SECOND, 1);
        assertThat(tally.at(HERE).counters()).isEqualTo(new Counters(1, 4, 0, 0, 0, 5));
        written(tally, Opcode.READ, SECOND, 4);
        filtered(tally, SECOND, 3);
        assertThat(tally.at(HERE).counters()).isEqualTo(new Counters(5, 4, 0, 3, 0, 5));
    }

    @Test
    void goesOnWithAReadingAfterARestart() {
        Tally before = new Tally(Progress.NONE);
        written(before, Opcode.READ, FIRST, 3);
        Tally after = new Tally(before.at(HERE));
        written(after, Opcode.READ, FIRST, 2);
        assertThat(after.at(HERE)).isEqualTo(new Progress(HERE, new Counters(5, 0, 0, 0, 0), new Reading(FIRST, 5, 0)));
    }

    @Test
    void changesAndRowsReadBesideTheStreamBelongToNoReading() {
        Tally tally = new Tally(Progress.NONE);
        written(tally, Opcode.READ, FIRST, 2);
        written(tally, Opcode.CREATE, "300/10", 1);
        written(tally, Opcode.READ, "400/0", 1);
        written(tally, Opcode.READ, "500/0", 1);
        assertThat(tally.at(HERE).counters()).isEqualTo(new Counters(5, 0, 0, 0, 0));
        assertThat(tally.at(HERE).reading()).isEqualTo(new Reading(FIRST, 2, 0));
    }

    @Test
    void whatWasRejectedStaysRejected() {
        Tally tally = new Tally(Progress.NONE);
        tally.rejected(record(Opcode.READ, FIRST, List.of()));
        tally.rejected(record(Opcode.READ, SECOND, List.of()));
        assertThat(tally.at(HERE).counters()).isEqualTo(new Counters(0, 0, 0, 0, 2));
    }

    @Test
    void aReplayedRowBeginsNoReading() {
        Tally tally = new Tally(Progress.NONE);
        tally.rejected(record(Opcode.READ, FIRST, List.of()));
        written(tally, Opcode.READ, SECOND, 2);
        List<byte[]> mark = List.of("o".getBytes(StandardCharsets.US_ASCII), "1-0".getBytes(StandardCharsets.US_ASCII));
        PendingRecord replayed = record(Opcode.READ, FIRST, mark);
        tally.written(replayed, replayed.event().orElseThrow());
        written(tally, Opcode.READ, SECOND, 1);
        assertThat(tally.at(HERE).counters()).isEqualTo(new Counters(4, 0, 0, 0, 1));
    }

    @Test
    void whatIsNoChangeCountsAsFiltered() {
        Tally tally = new Tally(Progress.NONE);
        tally.filtered(new PendingRecord(new StreamEntry(HERE, List.of()), Optional.empty(), new Filtered()));
        assertThat(tally.at(HERE).counters()).isEqualTo(new Counters(0, 0, 0, 1, 0));
    }

    private static void written(Tally tally, Opcode opcode, String position, int times) {
        for (int i = 0; i < times; i++) {
            PendingRecord record = record(opcode, position, List.of());
            tally.written(record, record.event().orElseThrow());
        }
    }

    private static void filtered(Tally tally, String position, int times) {
        for (int i = 0; i < times; i++) {
            tally.filtered(record(Opcode.READ, position, List.of()));
        }
    }

    private static PendingRecord record(Opcode opcode, String position, List<byte[]> fields) {
        ChangeEvent event = new ChangeEvent(
                OrdersPipeline.ORDERS,
                opcode,
                Row.EMPTY,
                Row.EMPTY,
                Row.EMPTY,
                BeforeKind.NONE,
                KeyChange.NO,
                Row.EMPTY,
                new SourceInfo(0, position));
        return new PendingRecord(new StreamEntry(HERE, fields), Optional.of(event), new Filtered());
    }
}
