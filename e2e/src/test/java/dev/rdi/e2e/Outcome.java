package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a process ended that was not to run for long.
 *
 * <p>Immutable.
 *
 * @param output everything that it printed
 */
record Outcome(int exitCode, String output) {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String CAUSE = "error: ";
    private static final String CURE = "fix: ";

    /** Runs the product to its end. */
    static Outcome of(Map<String, String> environment, String... arguments) {
        try (RunProcess process = RunProcess.start(environment, arguments)) {
            int code = process.exitCode(PATIENCE);
            return new Outcome(code, process.log());
        }
    }

    /** The line that says what is wrong. */
    String cause() {
        return only(CAUSE);
    }

    /** The line that says what to do. */
    String cure() {
        return only(CURE);
    }

    /** Checks that it failed, with one line of cause and one of cure and no trace of the program's insides. */
    void assertRefused() {
        assertThat(exitCode).as(output).isNotZero();
        assertThat(cause()).as(output).isNotBlank();
        assertThat(cure()).as(output).isNotBlank();
        assertThat(output).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("Caused by");
    }

    void assertRefused(String inCause, String... inCure) {
        assertRefused();
        assertThat(cause()).as(output).contains(inCause);
        for (String part : inCure) {
            assertThat(cure()).as(output).contains(part);
        }
    }

    private String only(String label) {
        List<String> lines = output.lines().filter(line -> line.contains(label)).toList();
        assertThat(lines).as("lines with '%s' of: %s", label, output).hasSize(1);
        return lines.get(0);
    }
}
