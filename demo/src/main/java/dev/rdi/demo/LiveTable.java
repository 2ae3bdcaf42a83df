package dev.rdi.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The live view of the demo: a progress bar during the initial sync, then a table of the changes.
 *
 * <p>On a terminal it draws over itself with every {@link #tick}; elsewhere it prints a line after a
 * second, then one about every five seconds, and one when the initial sync ends. Confined to one thread.
 */
public final class LiveTable {
    private static final long FIRST_LINE = Duration.ofSeconds(1).toNanos();
    private static final long NEXT_LINES = Duration.ofSeconds(5).toNanos();
    private static final String CLEAR_LINE = "\033[K";

    private final DemoStatistics statistics;
    private final PrintStream out;
    private final Screen screen;
    private final LongSupplier nanoTime;
    private final LiveText text;
    private long nextLine;
    private boolean syncShown;
    private int drawn;

    public LiveTable(DemoStatistics statistics, PrintStream out, Screen screen, LongSupplier nanoTime) {
        this.statistics = statistics;
        this.out = out;
        this.screen = screen;
        this.nanoTime = nanoTime;
        text = new LiveText(screen.coloured() ? LiveText.Style.COLOURED : LiveText.Style.PLAIN);
        nextLine = nanoTime.getAsLong() + FIRST_LINE;
    }

    /** Shows the numbers of now; to be called some ten times a second. */
    public void tick() {
        DemoStatistics.Sync sync = statistics.sync();
        if (sync.finished() && !syncShown) {
            showEndOfSync(sync);
        } else if (screen.redraws()) {
            redraw(syncShown ? text.table(statistics.tables()) : List.of(text.bar(sync)));
        } else {
            printWhenDue(sync);
        }
    }

    /** Shows the last numbers and leaves them standing. */
    public void finish() {
        tick();
        if (syncShown && !screen.redraws()) {
            text.table(statistics.tables()).forEach(out::println);
        }
        out.flush();
    }

    /** Forgets what was drawn, so that whatever others print stays; the next tick draws anew below it. */
    public void leaveStanding() {
        drawn = 0;
    }

    private void showEndOfSync(DemoStatistics.Sync sync) {
        syncShown = true;
        if (screen.redraws()) {
            redraw(List.of(text.bar(sync), ""));
            leaveStanding();
        } else {
            out.println(text.line(sync));
            nextLine = nanoTime.getAsLong() + FIRST_LINE;
        }
    }

    private void printWhenDue(DemoStatistics.Sync sync) {
        long now = nanoTime.getAsLong();
        if (now - nextLine >= 0) {
            out.println(syncShown ? text.line(statistics.tables()) : text.line(sync));
            nextLine = now + NEXT_LINES;
        }
    }

    private void redraw(List<String> lines) {
        StringBuilder drawing = new StringBuilder();
        if (drawn > 0) {
            drawing.append("\033[").append(drawn).append('A');
        }
        lines.forEach(
                line -> drawing.append('\r').append(line).append(CLEAR_LINE).append('\n'));
        drawn = lines.size();
        out.print(drawing);
        out.flush();
    }
}
