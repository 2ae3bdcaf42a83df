package dev.rdi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product's launcher, as it lies in the distribution. Immutable.
 *
 * @param file the script, with the product's libraries in lib beside it
 */
record Launcher(Path file) {

    private static final Pattern RUN_FLAGS = Pattern.compile("run\\|demo\\) flags=\"([^\"]+)\"");

    /** The flags that it starts the Java of {@code run} with. */
    List<String> runFlags() throws IOException {
        Matcher flags = RUN_FLAGS.matcher(Files.readString(file));
        if (!flags.find()) {
            throw new IOException("no flags of run in " + file);
        }
        return List.of(flags.group(1).split(" ", -1));
    }
}
