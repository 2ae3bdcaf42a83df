package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class BatchPauseTest {

    private static final long NOW = 1_000_000;

    private final BatchPause pause = new BatchPause(() -> NOW);

    @Test
    void holdsNothingThatIsInTime() {
        assertThat(pause.after(batch(100, 99))).isZero();
        assertThat(pause.after(batch(100, -60_000))).isZero();
    }

    @Test
    void letsBatchesGrowByHowLateTheyAre() {
        assertThat(pause.after(batch(100, 200))).isEqualTo(Duration.ofMillis(20));
        assertThat(pause.after(batch(100, 3_600_000))).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void leavesBatchesAsTheyAreThatAreLargeOrAreNoLoad() {
        assertThat(pause.after(batch(5000, 10_000))).isZero();
        assertThat(pause.after(batch(1, 10_000))).isZero();
        assertThat(pause.after(List.of())).isZero();
    }

    @Test
    void holdsNothingOfUnknownAge() {
        SourceRecord record = new SourceRecord(Map.of(), Map.of(), "topic", null, null);
        assertThat(pause.after(Collections.nCopies(100, record))).isZero();
    }

    private static List<SourceRecord> batch(int size, long lateMillis) {
        Map<String, Object> offset = Map.of("ts_usec", (NOW - lateMillis) * 1000);
        return Collections.nCopies(size, new SourceRecord(Map.of(), offset, "topic", null, null));
    }
}
