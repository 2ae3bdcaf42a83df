package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.redis.ClientName;
import dev.rdi.redis.Leadership;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataPlaneTest {

    private static final Leadership LEADER = new Leadership() {
        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public ClientName clientName(String role) {
            return new ClientName("default", "default", role, 1);
        }
    };

    @Test
    void aSourceThatIsSwitchedOffHasNoCollector() {
        try (DataPlane off = dataPlane("    active: false\n")) {
            assertThat(off.collectorStatus()).isEmpty();
            assertThat(off.collectorPhase()).isEqualTo("inactive");
        }
    }

    @Test
    void aSourceHasOneUnlessItIsSwitchedOff() {
        try (DataPlane on = dataPlane("")) {
            assertThat(on.collectorPhase()).isEqualTo("created");
        }
    }

    private static DataPlane dataPlane(String source) {
        return new DataPlane(TestPipelines.of(source, ""), LEADER, Optional.empty());
    }
}
