package dev.rdi.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a Java of its own, with its output in a file. Confined to one thread. */
final class JavaProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;
    private static final int LAST_LINES = 15;

    private final Process process;
    private final Path log;
    private final long startedNanos = System.nanoTime();

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param program Java, or a launcher that becomes Java
     * @param arguments everything behind it
     * @param folder where it works; its output goes into a file there
     */
    static JavaProcess start(Path program, List<String> arguments, Path folder) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Path log = folder.resolve("output.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
            return new JavaProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("can't start " + program, e);
        }
    }

    /** The Java that runs this program. */
    static Path ownJava() {
        return Path.of(System.getProperty("java.home", ""), "bin", "java");
    }

    /** Everything of ours, with what it needs. */
    static String ownClassPath() {
        return System.getProperty("java.class.path", "");
    }

    long pid() {
        return process.pid();
    }

    long startedNanos() {
        return startedNanos;
    }

    /** Fails with the last lines of its output if the program has ended by itself. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("ended by itself, exit code " + process.exitValue() + ":\n" + tail());
        }
    }

    /** The last lines of the output. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    /** Ends the program in good order if it lets itself be ended so. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
