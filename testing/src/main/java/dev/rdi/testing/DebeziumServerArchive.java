package dev.rdi.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A stock Debezium Server, found and unpacked, and a Java that runs it.
 *
 * <p>Immutable.
 */
public final class DebeziumServerArchive {

    /** The version that is looked for. */
    public static final String VERSION = "3.6.0.Final";

    private static final int NEEDED_JAVA = 21;

    private final String place;
    private final Optional<Path> java;
    private final Path cache;

    /**
     * Prepares the search.
     *
     * @param place a folder or an archive; {@code auto} for the archive in the local Maven repository, {@code off} for none
     * @param java a Java that runs it, if one is named
     * @param cache where an archive is unpacked, and found by the next run
     */
    public DebeziumServerArchive(String place, Optional<Path> java, Path cache) {
        this.place = place;
        this.java = java;
        this.cache = cache;
    }

    /** Something, or the reason why there is none. */
    public record Found<T>(Optional<T> value, String reason) {
        static <T> Found<T> of(T value) {
            return new Found<>(Optional.of(value), "");
        }

        static <T> Found<T> none(String reason) {
            return new Found<>(Optional.empty(), reason);
        }
    }

    /** The folder of the unpacked server. */
    public Found<Path> home() throws IOException, InterruptedException {
        if (place.equals("off")) {
            return Found.none("--stock off");
        }
        Path found = place.equals("auto") ? inMavenRepository() : Path.of(place);
        if (Files.isDirectory(found)) {
            return Found.of(found.toAbsolutePath());
        }
        if (!Files.isRegularFile(found)) {
            return Found.none("there is no " + found + "; fetch it by ./mvnw dependency:get"
                    + " -Dartifact=io.debezium:debezium-server-dist:" + VERSION + ":tar.gz");
        }
        return Found.of(unpack(found));
    }

    /** The Java that runs it. */
    public Found<Path> java() {
        Optional<Path> named = java.or(
                () -> Optional.ofNullable(System.getenv("JAVA21_HOME")).map(home -> Path.of(home, "bin", "java")));
        if (named.isPresent()) {
            return Found.of(named.get());
        }
        return Runtime.version().feature() >= NEEDED_JAVA
                ? Found.of(Path.of(System.getProperty("java.home", ""), "bin", "java"))
                : Found.none("it needs Java " + NEEDED_JAVA + " or later: set JAVA21_HOME");
    }

    private static Path inMavenRepository() {
        String name = "debezium-server-dist-" + VERSION + ".tar.gz";
        return Path.of(System.getProperty("user.home", ""), ".m2/repository/io/debezium/debezium-server-dist")
                .resolve(VERSION)
                .resolve(name);
    }

    /** What a Java process of it needs as its arguments, but for the folder to run in. */
    public static List<String> arguments(Path home) {
        String classPath = home.resolve("debezium-server-dist-" + VERSION + "-runner.jar") + ":"
                + home.resolve("config/lib") + ":" + home.resolve("lib/*");
        return List.of("-cp", classPath, "io.debezium.server.Main");
    }

    /** Without the parts that PostgreSQL and Redis don't need. */
    private Path unpack(Path archive) throws IOException, InterruptedException {
        Path home = cache.resolve("debezium-server");
        Path done = cache.resolve("complete");
        if (!Files.exists(done)) {
            Files.createDirectories(cache);
            List<String> command = List.of(
                    "tar",
                    "xzf",
                    archive.toAbsolutePath().toString(),
                    "--exclude=debezium-server/connectors",
                    "--exclude=debezium-server/lib_opt",
                    "--exclude=debezium-server/lib_metrics");
            int exit = new ProcessBuilder(command)
                    .directory(cache.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("tar could not unpack " + archive);
            }
            Files.createFile(done);
        }
        return home.toAbsolutePath();
    }
}
