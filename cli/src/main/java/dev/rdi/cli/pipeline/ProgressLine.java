package dev.rdi.cli.pipeline;

import dev.rdi.cli.Terminal;
import dev.rdi.cli.context.ApiAccess;
import java.time.Duration;

/**
 * Tells on the standard error how something goes: on a terminal in one line that changes, elsewhere in lines, each only if
 * it says something new, and not too many of them.
 *
 * <p>Confined to one thread.
 */
final class ProgressLine {
    private static final String CLEAR = "\r\u001b[K";

    private final ApiAccess access;
    private final Duration shortest;
    private final boolean inOneLine = Terminal.isThere();
    private String told = "";
    private long toldAt;

    /**
     * A line that was not told yet.
     *
     * @param shortest the time between two lines
     */
    ProgressLine(ApiAccess access, Duration shortest) {
        this.access = access;
        this.shortest = shortest;
    }

    void say(String text) {
        long now = System.nanoTime();
        if (text.equals(told) || (!told.isEmpty() && now - toldAt < shortest.toNanos())) {
            return;
        }
        told = text;
        toldAt = now;
        if (inOneLine) {
            print(CLEAR + text);
        } else {
            access.note(text);
        }
    }

    /** Removes the line from the terminal. */
    void clear() {
        if (inOneLine && !told.isEmpty()) {
            print(CLEAR);
        }
        told = "";
    }

    private void print(String text) {
        access.err().print(text);
        access.err().flush();
    }
}
