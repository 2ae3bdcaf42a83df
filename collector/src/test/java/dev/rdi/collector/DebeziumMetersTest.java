package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class DebeziumMetersTest {

    private final DebeziumMeters meters = new DebeziumMeters(PostgresPlaces.INSTANCE);

    @Test
    void knowsHowOldTheLastChangeWas() {
        long now = System.currentTimeMillis();
        meters.streamed(List.of(heartbeat(), change((now - 5_000) * 1_000)));
        assertThat(meters.now(0).millisBehindSource()).isBetween(5_000L, 60_000L);
    }

    @Test
    void aHeartbeatIsAsOldAsNothing() {
        meters.streamed(List.of(heartbeat()));
        assertThat(meters.now(0).millisBehindSource()).isEqualTo(-1);
    }

    /** Before the first change it has the time that the source's position was made with: none. */
    private static SourceRecord heartbeat() {
        return change(0);
    }

    private static SourceRecord change(long micros) {
        return new SourceRecord(Map.of("server", "rdi"), Map.of("ts_usec", micros), "t", null, null);
    }
}
