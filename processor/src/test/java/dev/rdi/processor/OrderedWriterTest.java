package dev.rdi.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.ProgressStore;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import dev.rdi.transform.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("P43: a thread that dies is seen")
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrderedWriterTest {

    private final StopSignal stop = new StopSignal();
    private final RoundQueue rounds = new RoundQueue();
    private final CountDownLatch began = new CountDownLatch(1);

    @AfterEach
    void end() {
        stop.request();
    }

    @Test
    void anErrorOfTheThreadIsItsFailure() throws Exception {
        OrderedWriter writer = writer(() -> {
            throw new StackOverflowError("a value of a row");
        });
        writer.start();
        assertThat(rounds.take(Duration.ofSeconds(10))).isEmpty();
        writer.close();
        assertThat(writer.failure()).get().isInstanceOfSatisfying(RdiException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ErrorKind.FATAL);
            assertThat(failure.code()).isEqualTo("processor.defect");
            assertThat(failure.what()).contains("StackOverflowError").doesNotContain("value");
        });
    }

    /** The reading ended by itself: nobody has requested a stop yet. */
    @Test
    void endsWithTheReading() throws Exception {
        OrderedWriter writer = writer(() -> {
            began.countDown();
            return false;
        });
        writer.start();
        began.await();
        writer.close();
        assertThat(writer.failure()).isEmpty();
    }

    private interface Step {
        boolean step();
    }

    private OrderedWriter writer(Step step) {
        Health health = new Health();
        Leadership leadership = new Leadership() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public ClientName clientName(String role) {
                return new ClientName("default", "default", role, 1);
            }
        };
        OrderedWriter.Upkeep upkeep = new OrderedWriter.Upkeep() {
            @Override
            public boolean step() {
                return step.step();
            }

            @Override
            public void settled(String stream, List<PendingRecord> records) {}

            @Override
            public void seen(List<PendingRecord> records) {}
        };
        ProcessorSettings settings = ProcessorSettings.defaults("target");
        RedisSession nowhere = new RedisSession(new RedisAddress("127.0.0.1", 1), "position", leadership);
        return new OrderedWriter(
                settings,
                rounds,
                new Workers(1, Jobs.defaults("target", table -> true)),
                new Targets(Map.of(), settings, leadership, stop, health),
                new ProgressStore(nowhere, "target", 1),
                new ProcessorStatistics(),
                upkeep,
                new Retry("positions", stop, health),
                stop);
    }
}
