package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {

    private static final int ATTEMPTS = 10;

    /** Half of each pause is random, so each lasts at least half of what is asked for. */
    @Test
    void pausesGrowFromTheInitialDelayToTheLongest() {
        List<Long> pauses = pauses(Duration.ofMillis(40), Duration.ofMillis(100));
        assertThat(pauses.get(0)).isGreaterThanOrEqualTo(10);
        assertThat(pauses.get(1)).isGreaterThanOrEqualTo(20);
        assertThat(pauses.get(2)).isGreaterThanOrEqualTo(40);
        assertThat(pauses.subList(3, pauses.size())).allMatch(pause -> pause >= 50);
        // Doubled each time, they would last for 10 s at least.
        assertThat(pauses.stream().mapToLong(pause -> pause).sum()).isLessThan(5_000);
    }

    private static List<Long> pauses(Duration initial, Duration longest) {
        Retry retry = new Retry("part", new StopSignal(), new Health(), initial, longest);
        List<Long> attempts = new ArrayList<>();
        retry.untilDone(() -> {
            attempts.add(System.nanoTime());
            if (attempts.size() < ATTEMPTS) {
                throw new RdiException(ErrorKind.TRANSIENT, "code", "what", "cure");
            }
            return true;
        });
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < attempts.size(); i++) {
            pauses.add(Duration.ofNanos(attempts.get(i) - attempts.get(i - 1)).toMillis());
        }
        return pauses;
    }
}
