package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.cli.CommandLines;
import dev.rdi.config.secret.Secret;
import dev.rdi.control.PipelineSpec;
import dev.rdi.control.secret.MasterKeys;
import dev.rdi.control.secret.PipelineReferences;
import dev.rdi.control.secret.SecretStore;
import dev.rdi.control.secret.SecretType;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MasterKeyCommandsIT {

    private static RedisServer server;

    private final Path key;

    MasterKeyCommandsIT(@TempDir Path folder) {
        this.key = folder.resolve("master.key");
    }

    /** What came of a command. */
    private record Result(int code, String out, String err) {}

    @BeforeAll
    static void startServer() {
        server = RedisServer.builder().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void prepare() {
        server.call("FLUSHALL");
        assertThat(run("generate-master-key", "--file", key.toString()).code()).isZero();
    }

    private static Result run(String... arguments) {
        CommandLine commands = CommandLines.of(List.of(new RotateSecretsCommand(), new GenerateMasterKeyCommand()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = commands.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private Result rotate(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("rotate-secrets", "--rdi", server.url(), "--master-key-file", key.toString(), "-p", "shop"));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private void store(String name, String value) {
        try (RedisConnection redis = RedisConnection.open(RedisAddress.parse(server.url()), "")) {
            new SecretStore("default", "shop", keys()).put(redis, name, SecretType.SIMPLE, new Secret(value));
        }
    }

    private MasterKeys keys() {
        return MasterKeys.load(Optional.of(key), Map.of());
    }

    private String value(String name) {
        try (RedisPool pool = new RedisPool(RedisAddress.parse(server.url()), "")) {
            return new PipelineReferences(pool, "default", keys(), Optional.empty(), Map.of())
                    .of("shop", new PipelineSpec("", Map.of()))
                    .find(name)
                    .orElseThrow();
        }
    }

    @Test
    @DisplayName("R71: a new master key")
    void replacesTheMasterKey() throws IOException {
        store("A", "1");
        String old = Files.readString(key);
        assertThat(run("generate-master-key", "--file", key.toString()).err()).contains("--add");
        assertThat(run("generate-master-key", "--file", key.toString(), "--add").code())
                .isZero();
        assertThat(Files.readString(key)).endsWith(old).hasLineCount(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(rotate().out()).startsWith("1 secret is");
        assertThat(rotate().out()).startsWith("All secrets");
        Files.writeString(key, Files.readAllLines(key).get(0));
        assertThat(value("A")).isEqualTo("1");
    }

    @Test
    void refusesAnInstallationThatIsNotTheOwner() {
        server.call("HSET", "rdi:meta", "installation", "prod");

        assertThat(rotate("--installation", "default").err()).contains("prod");
        assertThat(rotate().code()).isZero();
    }
}
