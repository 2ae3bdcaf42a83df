package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo as a stranger starts it, without a terminal. */
class DemoIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration END_OF_INTERRUPT = Duration.ofSeconds(3);
    private static final int INTERRUPTED = 130;

    @Test
    void showsThatSourceAndTargetAreEqual() {
        try (RunProcess demo =
                RunProcess.start(Map.of(), "demo", "--rows", "2000", "--rate", "300", "--duration", "2s")) {
            assertThat(demo.exitCode(PATIENCE)).as(demo.log()).isZero();
            assertThat(demo.log())
                    .contains("psql postgresql://", "redis-cli -p ")
                    .containsPattern("[0-9,]+ rows equal, 0 missing, 0 different")
                    .as("no control characters without a terminal")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void endsSoonWhenInterruptedUnderLoad() {
        try (RunProcess demo = RunProcess.start(Map.of(), "demo", "--rows", "2000", "--duration", "10m")) {
            demo.awaitLog("Try it yourself", PATIENCE);
            demo.interrupt();
            assertThat(demo.exitCode(END_OF_INTERRUPT)).as(demo.log()).isEqualTo(INTERRUPTED);
        }
    }

    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Outcome.of(Map.of(), "demo", "--postgres-port", port).assertRefused(port, "port");
            Outcome.of(Map.of(), "demo", "--redis-port", port).assertRefused(port, "port");
        }
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        Outcome.of(Map.of(), "demo", "--rows", "0").assertRefused("--rows is 0", "rows");
        Outcome.of(Map.of(), "demo", "--duration", "soon").assertRefused("--duration is soon", "60s");
        Outcome.of(Map.of(), "demo", "--redis", "redis://127.0.0.1:1").assertRefused("127.0.0.1:1");
    }
}
