package dev.rdi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Path REPORT = Path.of("docs/benchmarks.md");

    @Test
    void writesTheReportOfAWholeRun() {
        assertThat(parse("--rounds", "5").report()).contains(REPORT);
        assertThat(parse("--rounds", "5").rounds()).isEqualTo(5);
    }

    @Test
    void doesNotReplaceTheReportByThatOfAPart() {
        assertThat(parse("--quick").report()).isEmpty();
        assertThat(parse("--only", "drain").report()).isEmpty();
        assertThat(parse("--quick", "--report", "quick.md").report()).contains(Path.of("quick.md"));
    }

    @Test
    void measuresOnlyWhatIsAskedFor() {
        assertThat(parse().measures("latency")).isTrue();
        assertThat(parse("--only", "drain,snapshot").measures("drain")).isTrue();
        assertThat(parse("--only", "drain,snapshot").measures("latency")).isFalse();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--fast")).hasMessage("unknown option --fast");
        assertThatThrownBy(() -> parse("--only", "speed")).hasMessageStartingWith("no measurement speed");
        assertThatThrownBy(() -> parse("--rounds", "0")).hasMessageContaining("above 0");
        assertThatThrownBy(() -> parse("--rounds")).hasMessage("--rounds needs a value");
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), REPORT);
    }
}
