package dev.rdi.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short programs and signals processes. Thread-safe. */
final class Commands {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Commands() {}

    record Result(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    /** Runs a program to its end in the C locale; its output goes through a file, so that a daemon it leaves can't hold it. */
    static Result run(List<String> command) {
        try {
            Path output = Files.createTempFile("rdi-output-", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command);
                builder.environment().put("LC_ALL", "C");
                builder.redirectErrorStream(true).redirectOutput(output.toFile());
                return new Result(
                        finish(builder.start(), command), Files.readString(output, StandardCharsets.ISO_8859_1));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw cannotExecute(command, e);
        }
    }

    private static int finish(Process process, List<String> command) throws IOException {
        process.getOutputStream().close();
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new EmbeddedServerException(
                "embedded.command-stuck",
                "%s did not end within %d s".formatted(command.get(0), PATIENCE.toSeconds()),
                "Look at the load of the machine and try again");
    }

    /** Sends a signal such as {@code STOP}; a process that is gone already is no failure. */
    static void signal(long pid, String signal) {
        run(List.of("sh", "-c", "kill -\"$1\" \"$2\"", "sh", signal, Long.toString(pid)));
    }

    private static EmbeddedServerException cannotExecute(List<String> command, IOException reason) {
        return new EmbeddedServerException(
                "embedded.cannot-execute",
                "Can't run %s (%s)".formatted(command.get(0), reason.getMessage()),
                "Name a temporary folder with room and without the noexec option by -Djava.io.tmpdir=FOLDER",
                reason);
    }
}
