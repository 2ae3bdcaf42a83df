package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P43: a thread that dies is seen")
class ProcessorThreadTest {

    private final StopSignal stop = new StopSignal();

    @Test
    void anErrorIsAFailure() {
        RdiException failure = failure(() -> {
            throw new StackOverflowError("a value of a row");
        });
        assertThat(failure.kind()).isEqualTo(ErrorKind.FATAL);
        assertThat(failure.code()).isEqualTo("processor.defect");
        assertThat(failure.what()).contains("StackOverflowError").doesNotContain("value");
    }

    @Test
    void aDefectIsAFailure() {
        assertThat(failure(() -> {
                            throw new IllegalStateException("broken");
                        })
                        .code())
                .isEqualTo("processor.defect");
    }

    @Test
    void keepsTheReasonThatItIsGiven() {
        RdiException reason = new RdiException(ErrorKind.FATAL, "a.code", "what", "cure");
        assertThat(failure(() -> {
                    throw reason;
                }))
                .isSameAs(reason);
    }

    @Test
    void returningUnaskedIsAFailure() {
        assertThat(failure(() -> {}).code()).isEqualTo("processor.defect");
    }

    @Test
    void returningAfterAStopIsNone() {
        ProcessorThread thread = new ProcessorThread(() -> stop.await(Duration.ofSeconds(10)), stop);
        thread.start();
        stop.request();
        thread.close();
        assertThat(thread.failure()).isEmpty();
    }

    private RdiException failure(Runnable work) {
        ProcessorThread thread = new ProcessorThread(work, stop);
        thread.start();
        thread.close();
        return thread.failure().orElseThrow();
    }
}
