package dev.rdi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;

    GuardIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The main method of the process that gets killed: starts a server and waits. */
    static final class Owner {
        public static void main(String[] arguments) throws IOException {
            try (RedisServer redis = RedisServer.startDefault()) {
                Files.writeString(Path.of(arguments[0]), redis.pid() + " " + redis.folder());
                System.in.read();
            }
        }
    }

    @Test
    void endsTheServerAndRemovesItsFolderWhenItsOwnerIsKilled() throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        Process owner = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Owner.class.getName(),
                        told.toString()))
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        assertThat(Waiting.until(PATIENCE, () -> size(told) > 0)).isTrue();
        String[] words = Files.readString(told).split(" ", 2);
        long pid = Long.parseLong(words[0]);
        assertThat(ServerProcess.isAlive(pid)).isTrue();

        owner.destroyForcibly().waitFor();

        assertThat(Waiting.until(PATIENCE, () -> !ServerProcess.isAlive(pid))).isTrue();
        assertThat(Waiting.until(PATIENCE, () -> !Files.exists(Path.of(words[1]))))
                .isTrue();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
