package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.time.ZonedTimestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZonedTextTest {

    @Test
    void writesWhatDebeziumWrites() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            ZoneOffset offset = random.nextInt(4) == 0 ? ZoneOffset.ofHours(random.nextInt(24) - 12) : ZoneOffset.UTC;
            OffsetDateTime time = OffsetDateTime.of(
                    random.nextInt(20_000) - 5_000,
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    random.nextInt(24),
                    random.nextInt(60),
                    random.nextInt(3) * 29,
                    random.nextInt(2) * random.nextInt(1_000_000_000),
                    offset);
            int digits = random.nextInt(13) - 1;
            assertThat(ZonedText.of(time, digits))
                    .isEqualTo(ZonedTimestamp.toIsoString(time.toZonedDateTime(), null, digits));
        }
    }
}
