package dev.rdi.cli.pipeline;

import dev.rdi.cli.TimeSpan;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a command waits until what it asked for is so. Confined to one thread. */
public final class WaitOptions {
    @Option(
            names = "--wait",
            arity = "0..1",
            paramLabel = "BOOL",
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait until the pipeline is as it should be (${DEFAULT-VALUE}).")
    private boolean wait = true;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2m",
            converter = TimeSpan.class,
            description = "How long to wait at most, such as 90s or 2m (${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(2);

    public boolean isWanted() {
        return wait;
    }

    public Duration timeout() {
        return timeout;
    }
}
