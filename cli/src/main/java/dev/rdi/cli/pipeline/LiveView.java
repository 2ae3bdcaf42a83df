package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Terminal;
import dev.rdi.cli.TerminalSize;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the description of a pipeline up to date: on a terminal in the whole of it, elsewhere by printing it again when it
 * has changed. It lasts until the process is ended, or the pipeline is gone. If the API is away it says so, and goes on.
 *
 * <p>Confined to one thread, but for the one that gives the terminal back.
 */
final class LiveView {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final ApiAccess access;
    private final PipelineView view;
    private final Duration interval;
    private final PrintWriter out;
    private List<String> shown = List.of();

    LiveView(ApiAccess access, PipelineView view, Duration interval) {
        this.access = access;
        this.view = view;
        this.interval = interval;
        this.out = access.out();
    }

    ExitCode show() {
        // What is wrong from the beginning is told as by any other command.
        shown = view.lines(TerminalSize.now().columns());
        if (!Terminal.isThere()) {
            print(shown);
            follow(false);
            return ExitCode.OK;
        }
        Thread leave = new Thread(() -> print(LEAVE), "terminal");
        Runtime.getRuntime().addShutdownHook(leave);
        print(ENTER);
        try {
            draw(shown, TerminalSize.now());
            follow(true);
            return ExitCode.OK;
        } finally {
            Runtime.getRuntime().removeShutdownHook(leave);
            print(LEAVE);
        }
    }

    private void follow(boolean onTerminal) {
        while (!out.checkError()) {
            Waiting.sleep(interval);
            TerminalSize size = TerminalSize.now();
            List<String> lines = look(size.columns());
            if (onTerminal) {
                draw(lines, size);
            } else if (!lines.equals(shown)) {
                out.println();
                print(lines);
            }
            shown = lines;
        }
    }

    private List<String> look(int width) {
        try {
            return view.lines(width);
        } catch (RdiException e) {
            if (e.kind() != ErrorKind.TRANSIENT) {
                throw e;
            }
            List<String> lines = new ArrayList<>();
            lines.add(access.ansi().string("@|bold,red error:|@ ") + e.what());
            return lines;
        }
    }

    private void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    private void draw(List<String> lines, TerminalSize size) {
        StringBuilder screen = new StringBuilder(HOME);
        String time = Instant.now(access.shell().clock())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        screen.append(time)
                .append("  ")
                .append(access.command().qualifiedName())
                .append(' ')
                .append(view.name());
        screen.append("  (Ctrl-C ends)").append(REST_OF_LINE).append("\r\n");
        int room = size.rows() - 2;
        for (String line : lines.subList(0, Math.min(room, lines.size()))) {
            screen.append(line).append(REST_OF_LINE).append("\r\n");
        }
        screen.append(lines.size() > room ? "… " + (lines.size() - room) + " more lines" : "")
                .append(REST_OF_SCREEN);
        print(screen.toString());
    }

    private synchronized void print(String text) {
        out.print(text);
        out.flush();
    }
}
