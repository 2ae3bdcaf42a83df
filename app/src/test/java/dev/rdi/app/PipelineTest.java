package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final Pipeline PLAIN = TestPipelines.of("", "");

    @Test
    @DisplayName("R51, R82: another level of logging interrupts nothing")
    void howMuchIsLoggedIsNoReasonToBeginAnew() {
        Pipeline loud = TestPipelines.of("    logging: {level: debug}\n", "processors: {logging: {level: trace}}\n");
        assertThat(PLAIN.differsInCollecting(loud)).isFalse();
        assertThat(PLAIN.differsInProcessing(loud)).isFalse();
    }

    @Test
    void otherSettingsConcernThePartThatHasThem() {
        Pipeline larger = TestPipelines.of("", "processors: {read_batch_size: 7}\n");
        assertThat(PLAIN.differsInCollecting(larger)).isFalse();
        assertThat(PLAIN.differsInProcessing(larger)).isTrue();
        assertThat(PLAIN.differsInCollecting(TestPipelines.of("    active: false\n", "")))
                .isTrue();
    }
}
