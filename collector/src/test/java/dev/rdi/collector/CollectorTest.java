package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.reset.ResetTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollectorTest {

    @Test
    @DisplayName("P43: a thread that dies is seen")
    void anErrorOfTheThreadIsTheFailureOfTheCollector() throws Exception {
        PostgresSettings settings = new PostgresSettings(
                "127.0.0.1", 1, "shop", "rdi", "", "rdi", List.of(), List.of(), Map.of(), "slot", "p", false);
        Resets dying = new Resets() {
            @Override
            public boolean isRequested() {
                throw new StackOverflowError("a value of a row");
            }

            @Override
            public void begun(List<ResetTable> tables, boolean sweeps) {}

            @Override
            public void captured() {}
        };
        try (Collector collector = new Collector(
                settings,
                new RecordingSink(),
                new MemoryOffsets(),
                new MemoryCaptures(),
                dying,
                new StopSignal(),
                new Health())) {
            collector.start();
            CollectorStatus end = collector.await();
            assertThat(end.state()).isEqualTo(CollectorStatus.State.FAILED);
            RdiException failure = end.failure().orElseThrow();
            assertThat(failure.kind()).isEqualTo(ErrorKind.FATAL);
            assertThat(failure.code()).isEqualTo("collector.defect");
            assertThat(failure.what()).contains("StackOverflowError").doesNotContain("value");
        }
    }
}
