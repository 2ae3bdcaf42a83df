package dev.rdi.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveTableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final FixedStatistics statistics = new FixedStatistics();
    private long now;

    private static final class FixedStatistics implements DemoStatistics {
        private Sync sync = new Sync(0, 18_240, Duration.ZERO, false);

        @Override
        public Sync sync() {
            return sync;
        }

        @Override
        public List<Table> tables() {
            return List.of(
                    new Table("customers", 1, 2, 3, 0, 4, Optional.of(Duration.ofMillis(3)), Optional.empty()),
                    new Table(
                            "orders",
                            12_345,
                            0,
                            0,
                            1,
                            0,
                            Optional.of(Duration.ofMillis(20)),
                            Optional.of(Duration.ofMillis(1_500))));
        }
    }

    @Test
    void printsALineAfterASecondThenEveryFiveSecondsWithoutATerminal() {
        LiveTable live = live(Screen.LINES);
        statistics.sync = new DemoStatistics.Sync(4_560, 18_240, Duration.ofMillis(500), false);
        seconds(live, 0.9);
        assertThat(printed()).isEmpty();
        seconds(live, 0.2);
        assertThat(printed()).isEqualTo("Initial sync:  25 % 4,560 of 18,240 rows, 9,120 rows/s\n");
        seconds(live, 4.8);
        assertThat(printed()).isEmpty();
        seconds(live, 0.3);
        assertThat(printed()).startsWith("Initial sync:");
    }

    @Test
    void printsTheEndOfTheSyncAtOnceAndTotalsFromThenOn() {
        LiveTable live = live(Screen.LINES);
        statistics.sync = new DemoStatistics.Sync(18_240, 18_240, Duration.ofSeconds(1), true);
        live.tick();
        assertThat(printed()).isEqualTo("Initial sync: 100 % 18,240 of 18,240 rows, 18,240 rows/s\n");
        seconds(live, 1.1);
        assertThat(printed())
                .isEqualTo("Live: 12,346 inserted, 2 updated, 3 deleted, 1 rejected, 4 pending,"
                        + " latency p50 20 ms, p99 1.5 s\n");
        live.finish();
        assertThat(printed().lines())
                .containsExactly(
                        "table         inserted   updated   deleted rejected  pending      p50      p99",
                        "customers            1         2         3        0        4   3.0 ms        -",
                        "orders          12,345         0         0        1        0    20 ms    1.5 s",
                        "all             12,346         2         3        1        4    20 ms    1.5 s");
    }

    @Test
    void drawsOverItselfOnATerminal() {
        LiveTable live = live(new Screen(true, false));
        statistics.sync = new DemoStatistics.Sync(9_120, 18_240, Duration.ofSeconds(1), false);
        live.tick();
        assertThat(printed())
                .isEqualTo("\rInitial sync [=======       ]" + "  50 % 9,120 of 18,240 rows, 9,120 rows/s\033[K\n");
        live.tick();
        assertThat(printed()).startsWith("\033[1A\rInitial sync");
        statistics.sync = new DemoStatistics.Sync(18_240, 18_240, Duration.ofSeconds(2), true);
        live.tick();
        assertThat(printed()).startsWith("\033[1A\rInitial sync [==============] 100 %");
        live.tick();
        assertThat(printed()).startsWith("\rtable ");
        live.tick();
        assertThat(printed()).startsWith("\033[4A\rtable ");
    }

    @Test
    void fitsIntoEightyColumnsWithMillionsOfRows() {
        LiveText text = new LiveText(LiveText.Style.PLAIN);
        assertThat(text.bar(new DemoStatistics.Sync(1_000_000, 1_000_000, Duration.ofSeconds(40), true)))
                .hasSizeLessThan(80);
        assertThat(text.table(statistics.tables())).allMatch(line -> line.length() < 80);
    }

    @Test
    void coloursOnlyWhereColoursAreWanted() {
        assertThat(Screen.of(true, Map.of("TERM", "xterm"))).isEqualTo(new Screen(true, true));
        assertThat(Screen.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1"))).isEqualTo(new Screen(true, false));
        assertThat(Screen.of(true, Map.of("TERM", "dumb"))).isEqualTo(Screen.LINES);
        assertThat(Screen.of(true, Map.of())).isEqualTo(Screen.LINES);
        assertThat(Screen.of(false, Map.of("TERM", "xterm"))).isEqualTo(Screen.LINES);

        live(new Screen(true, true)).tick();
        assertThat(printed()).contains("\033[32m");
    }

    private LiveTable live(Screen screen) {
        return new LiveTable(statistics, new PrintStream(bytes, true, StandardCharsets.UTF_8), screen, () -> now);
    }

    private void seconds(LiveTable live, double seconds) {
        now += (long) (seconds * 1e9);
        live.tick();
    }

    private String printed() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }
}
