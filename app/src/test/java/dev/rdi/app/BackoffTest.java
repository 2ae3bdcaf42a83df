package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void pausesAfterAFailureUntilSomethingChanged() {
        Backoff backoff = new Backoff(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(backoff.isOver()).isTrue();
        backoff.failed();
        assertThat(backoff.isOver()).isFalse();
        backoff.reset();
        assertThat(backoff.isOver()).isTrue();
    }

    @Test
    void triesAgainAfterThePause() {
        Backoff backoff = new Backoff(Duration.ofNanos(1), Duration.ofNanos(2));
        backoff.failed();
        backoff.failed();
        backoff.failed();
        assertThat(backoff.isOver()).isTrue();
    }
}
