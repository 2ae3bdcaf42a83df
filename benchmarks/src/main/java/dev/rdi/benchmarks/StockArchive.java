package dev.rdi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds and unpacks the stock Debezium Server and a Java that runs it. */
final class StockArchive {

    private static final int NEEDED_JAVA = 21;

    private final Options options;
    private final Path cache;

    /**
     * Prepares the search.
     *
     * @param cache where an archive is unpacked, and found by the next run
     */
    StockArchive(Options options, Path cache) {
        this.options = options;
        this.cache = cache;
    }

    /** Something, or the reason why there is none. */
    record Found<T>(Optional<T> value, String reason) {
        static <T> Found<T> of(T value) {
            return new Found<>(Optional.of(value), "");
        }

        static <T> Found<T> none(String reason) {
            return new Found<>(Optional.empty(), reason);
        }
    }

    /** The folder of the unpacked server. */
    Found<Path> home() throws IOException, InterruptedException {
        if (options.stock().equals("off")) {
            return Found.none("--stock off");
        }
        Path place = options.stock().equals("auto") ? inMavenRepository() : Path.of(options.stock());
        if (Files.isDirectory(place)) {
            return Found.of(place.toAbsolutePath());
        }
        if (!Files.isRegularFile(place)) {
            return Found.none("there is no " + place + "; fetch it by ./mvnw dependency:get"
                    + " -Dartifact=io.debezium:debezium-server-dist:" + StockServer.VERSION + ":tar.gz");
        }
        return Found.of(unpack(place));
    }

    /** The Java that runs it. */
    Found<Path> java() {
        Optional<Path> named = options.stockJava()
                .or(() -> Optional.ofNullable(System.getenv("JAVA21_HOME")).map(home -> Path.of(home, "bin", "java")));
        if (named.isPresent()) {
            return Found.of(named.get());
        }
        return Runtime.version().feature() >= NEEDED_JAVA
                ? Found.of(JavaProcess.ownJava())
                : Found.none("it needs Java " + NEEDED_JAVA + " or later: set JAVA21_HOME or --stock-java PATH");
    }

    private static Path inMavenRepository() {
        String name = "debezium-server-dist-" + StockServer.VERSION + ".tar.gz";
        return Path.of(System.getProperty("user.home", ""), ".m2/repository/io/debezium/debezium-server-dist")
                .resolve(StockServer.VERSION)
                .resolve(name);
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
