package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OffsetProgressTest {

    private static final SourceOffset START = new SourceOffset(new Lsn(100), true, "slot", "");

    private final AtomicLong clock = new AtomicLong();
    private final List<Lsn> saved = new ArrayList<>();
    private final OffsetProgress progress = new OffsetProgress(new MemoryOffsets(saved), START, clock::get);

    @Test
    @DisplayName("Invariant 6: the offset goes to the end of the transaction before, never into the one being read")
    void staysBeforeTheTransactionBeingRead() throws Exception {
        progress.confirmed(List.of(record(120, -1), record(130, -1)));
        assertThat(progress.saveIfDue()).isEmpty();
        progress.confirmed(List.of(record(130, -1), record(210, 140)));
        assertThat(progress.saveIfDue()).contains(new Lsn(140));
        assertThat(saved).containsExactly(new Lsn(140));
    }

    @Test
    void isSavedNowAndThenNotForEachBatch() throws Exception {
        progress.confirmed(List.of(record(150, 140)));
        assertThat(progress.saveIfDue()).isPresent();
        progress.confirmed(List.of(record(250, 240)));
        assertThat(progress.saveIfDue()).isEmpty();
        clock.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(progress.saveIfDue()).contains(new Lsn(240));
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(progress.saveIfDue()).isEmpty();
        assertThat(saved).containsExactly(new Lsn(140), new Lsn(240));
    }

    @Test
    void neverGoesBack() throws Exception {
        progress.confirmed(List.of(record(250, 90)));
        assertThat(progress.save()).isEmpty();
        assertThat(progress.offset()).isEqualTo(START);
    }

    /** A record of Debezium: its own position, and the end of the last transaction before, -1 if there was none. */
    private static SourceRecord record(long lsn, long lastCommit) {
        Map<String, Object> offset = new HashMap<>();
        offset.put("lsn", lsn);
        offset.put("lsn_proc", lsn);
        if (lastCommit >= 0) {
            offset.put("lsn_commit", lastCommit);
        }
        return new SourceRecord(Map.of(), offset, "topic", Schema.STRING_SCHEMA, "x");
    }
}
