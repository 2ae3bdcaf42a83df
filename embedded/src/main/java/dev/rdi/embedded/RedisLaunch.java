package dev.rdi.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One start of a Redis server: writes its configuration, runs it and waits for it. Confined to one thread. */
final class RedisLaunch {
    private static final String PROGRAM = "redis-server";
    private static final String VERSION = "7.0.15";
    private static final String ARTIFACT = "org.signal:embedded-redis";
    private static final String ALL_SLOTS_END = "16383";
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Pattern PID = Pattern.compile("pid=(\\d+), just started");

    private final RedisSettings settings;
    private final Path folder;
    private final int port;

    RedisLaunch(RedisSettings settings, Path folder, int port) {
        this.settings = settings;
        this.folder = folder;
        this.port = port;
    }

    /** Starts the server; on return it answers and, as a cluster, serves all slots. */
    ServerProcess start(Duration patience) {
        Ports.requireFree(port, "Redis");
        long pid = launch();
        ServerProcess process = ServerProcess.guarded(pid, "TERM", settings.folder() == null ? folder : null);
        boolean answers = Waiting.until(patience, () -> !process.isAlive() || isReady());
        if (!answers || !process.isAlive()) {
            process.end("KILL", patience);
            throw failed(log());
        }
        return process;
    }

    private long launch() {
        Path program = program();
        List<String> command =
                new ArrayList<>(List.of(program.toString(), writeConfiguration().toString()));
        if (settings.role() == RedisSettings.Role.SENTINEL) {
            command.add("--sentinel");
        }
        Commands.Result result = Commands.run(command);
        OptionalLong pid = pidInLog();
        if (!result.succeeded() || pid.isEmpty()) {
            throw failed(result.output() + log());
        }
        return pid.getAsLong();
    }

    private Path writeConfiguration() {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(RedisSettings.LOG_FILE));
            return Files.write(folder.resolve("redis.conf"), settings.configuration(folder, port));
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "embedded.folder",
                    "Can't write into " + folder + " (" + e.getMessage() + ")",
                    "Choose a folder that can be written to",
                    e);
        }
    }

    /** The parent returns before the server has written its first line. */
    private OptionalLong pidInLog() {
        Waiting.until(STEP, () -> PID.matcher(log()).find());
        Matcher matcher = PID.matcher(log());
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private boolean isReady() {
        try (RespConnection connection = new RespConnection(port, STEP)) {
            if (!settings.password().isEmpty()) {
                connection.call("AUTH", settings.password());
            }
            return connection.call("PING").equals("PONG")
                    && (settings.role() != RedisSettings.Role.CLUSTER || servesAllSlots(connection));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean servesAllSlots(RespConnection connection) throws IOException {
        String info = connection.call("CLUSTER", "INFO");
        if (info.contains("cluster_slots_assigned:0\r")) {
            connection.call("CLUSTER", "ADDSLOTSRANGE", "0", ALL_SLOTS_END);
        }
        return info.contains("cluster_state:ok");
    }

    private EmbeddedServerException failed(String log) {
        if (log.contains("Address already in use")) {
            return new EmbeddedServerException(
                    "embedded.port-taken",
                    "Port " + port + " on 127.0.0.1 is taken, so Redis can't listen on it",
                    "End the program that has it or choose another port");
        }
        return new EmbeddedServerException(
                "embedded.redis-start",
                "Redis did not start on port " + port,
                "This is what it logged: " + log.strip());
    }

    private String log() {
        try {
            return Files.readString(folder.resolve(RedisSettings.LOG_FILE), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static Path program() {
        Platform platform = Platform.current();
        String resource = "%s-%s-%s-%s"
                .formatted(
                        PROGRAM,
                        VERSION,
                        platform.system().text(),
                        platform.processor() == Platform.Processor.AMD64 ? "amd64" : "arm64");
        return BinaryCache.ofThisUser()
                .folder(resource, ARTIFACT, RedisLaunch::unpack)
                .resolve(PROGRAM);
    }

    private static void unpack(InputStream content, Path folder) throws IOException {
        Path program = folder.resolve(PROGRAM);
        Files.copy(content, program);
        if (!program.toFile().setExecutable(true, false)) {
            throw new IOException("can't make " + program + " executable");
        }
    }
}
