package dev.rdi.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small shell process that ends a server when this JVM is gone, however it ended.
 *
 * <p>It reads from a pipe whose other end this JVM holds. The pipe closes with the JVM, after its
 * shutdown hooks and also after a SIGKILL; then the guard signals the server, waits for it, kills it
 * if it has to, and removes its folder if that was temporary. Closing the guard ends the watch
 * without touching the server. Thread-safe.
 */
final class Guard implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            while read -r _; do :; done
            kill -"$2" "$1" 2>/dev/null
            i=0
            while [ $i -lt 100 ] && kill -0 "$1" 2>/dev/null; do
              case "$(cat "/proc/$1/stat" 2>/dev/null)" in *') Z '*) break;; esac
              sleep 0.1; i=$((i+1))
            done
            kill -KILL "$1" 2>/dev/null
            [ -n "$3" ] && rm -rf -- "$3"
            """;

    private final Process process;

    private Guard(Process process) {
        this.process = process;
    }

    /** Guards a server that ends on the signal given; the folder, if any, is removed after it. */
    static Guard over(long pid, String signal, @Nullable Path temporary) {
        List<String> command = new ArrayList<>(OwnSession.PREFIX);
        command.addAll(List.of("sh", "-c", SCRIPT, "rdi-guard", Long.toString(pid), signal));
        command.add(temporary == null ? "" : temporary.toString());
        try {
            return new Guard(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "embedded.cannot-execute", "Can't run sh (" + e.getMessage() + ")", "Install a POSIX shell", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Where the system has setsid: keeps Ctrl-C and signals for this JVM's group away from the guard. */
    private static final class OwnSession {
        static final List<String> PREFIX =
                Commands.run(List.of("sh", "-c", "command -v setsid")).succeeded() ? List.of("setsid") : List.of();
    }
}
