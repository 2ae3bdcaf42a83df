package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rdi.cli.CommandLines;
import dev.rdi.control.PipelineSpec;
import dev.rdi.control.secret.MasterKeys;
import dev.rdi.control.secret.PipelineReferences;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

class SecretCommandsIT {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private static RedisServer server;

    private final Path folder;
    private final Path key;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Level level = ROOT.getLevel();
    private String input = "";

    SecretCommandsIT(@TempDir Path folder) {
        this.folder = folder;
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
        log.start();
        ROOT.addAppender(log);
        ROOT.setLevel(Level.TRACE);
    }

    @AfterEach
    void restore() {
        ROOT.detachAppender(log);
        ROOT.setLevel(level);
    }

    private Result run(String... arguments) {
        CommandLine commands = CommandLines.create(
                Map.of(),
                List.of(
                        new SetSecretCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))),
                        new ListSecretsCommand(),
                        new GetSecretCommand(),
                        new DescribeSecretCommand(),
                        new DeleteSecretCommand(),
                        new RotateSecretsCommand(),
                        new GenerateMasterKeyCommand()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = commands.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    /** A command with its options for the database, which are the same each time. */
    private Result secret(String command, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of(command, "--rdi", server.url(), "--master-key-file", key.toString(), "-p", "shop"));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private String value(String name) {
        try (RedisPool pool = new RedisPool(RedisAddress.parse(server.url()), "")) {
            return new PipelineReferences(
                            pool, "default", MasterKeys.load(Optional.of(key), Map.of()), Optional.empty(), Map.of())
                    .of("shop", new PipelineSpec("", Map.of()))
                    .find(name)
                    .orElseThrow();
        }
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void takesAValueFromTheArgumentAFileOrTheStandardInput() throws IOException {
        Path pem = file("ca.pem", "-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.UTF_8));
        Path binary = file("store.p12", new byte[] {(byte) 0xff, 0, 1});
        input = "from the input\n";

        assertThat(secret("set-secret", "A", "a b").out()).contains("stored");
        assertThat(secret("set-secret", "A", "--literal", "-").out()).contains("replaced");
        assertThat(secret("set-secret", "B", "-").code()).isZero();
        assertThat(secret("set-secret", "SOURCE_DB_CACERT", pem.toString()).code())
                .isZero();
        assertThat(secret("set-secret", "PASSWORD", pem.toString()).code()).isZero();
        assertThat(secret("set-secret", "STORE", "--file", binary.toString()).code())
                .isZero();

        assertThat(value("A")).isEqualTo("-");
        assertThat(value("B")).isEqualTo("from the input");
        assertThat(value("SOURCE_DB_CACERT")).isEqualTo("-----BEGIN CERTIFICATE-----");
        assertThat(value("PASSWORD")).isEqualTo(pem.toString());
        assertThat(value("STORE")).isEqualTo("/wAB");
        assertThat(secret("list-secrets").out()).isEqualToNormalizingNewlines("""
                        KEY               TYPE
                        A                 simple
                        B                 simple
                        PASSWORD          simple
                        SOURCE_DB_CACERT  file
                        STORE             binary_file
                        """);
    }

    @Test
    void saysThatACertificateIsNoFileAndStoresIt() {
        Result result = secret("set-secret", "TARGET_DB_KEY", "/no/such/file");

        assertThat(result.err()).contains("warning", "--file");
        assertThat(value("TARGET_DB_KEY")).isEqualTo("/no/such/file");
        assertThat(secret("set-secret", "TARGET_DB_KEY_PASSWORD", "/no/such/file")
                        .err())
                .isEmpty();
    }

    @Test
    void describesSecretsAndNeverShowsThem() {
        secret("set-secret", "A", "geheim-42");

        assertThat(secret("list-secrets", "-o", "json").out()).contains("\"key\" : \"A\"", "\"type\" : \"simple\"");
        assertThat(secret("get-secret", "A", "-o", "yaml").out()).contains("key: A");
        assertThat(secret("describe-secret", "A").out())
                .contains("${A}", "shop")
                .doesNotContain("geheim-42");
        assertThat(secret("get-secret", "B"))
                .returns(1, Result::code)
                .extracting(Result::err)
                .asString()
                .contains("no stored secret");
    }

    @Test
    @DisplayName("P22: without a terminal a question is an error, and nothing waits")
    void failsWhereNobodyCanBeAsked() {
        secret("set-secret", "A", "1");

        assertThat(secret("set-secret", "B"))
                .returns(1, Result::code)
                .extracting(Result::err)
                .asString()
                .contains("terminal", "--file");
        assertThat(secret("delete-secret", "A"))
                .returns(1, Result::code)
                .extracting(Result::err)
                .asString()
                .contains("terminal", "--force");
        assertThat(secret("delete-secret", "A", "--force").code()).isZero();
        assertThat(secret("delete-secret", "A", "--force").code()).isEqualTo(1);
    }

    @Test
    @DisplayName("P23: without a master key nothing is stored")
    void saysHowToMakeAMasterKey() {
        Result result = run("set-secret", "--rdi", server.url(), "A", "1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("generate-master-key", MasterKeys.FILE_VARIABLE);
    }

    @Test
    void refusesTwoValuesAndAnInstallationThatIsNotTheOwner() {
        assertThat(secret("set-secret", "A", "1", "--literal", "2").code()).isEqualTo(2);
        server.call("HSET", "rdi:meta", "installation", "prod");
        assertThat(secret("set-secret", "A", "1", "--installation", "default").err())
                .contains("prod");
        assertThat(secret("set-secret", "A", "1").code()).isZero();
    }

    @Test
    @DisplayName("R71: a new master key")
    void replacesTheMasterKey() throws IOException {
        secret("set-secret", "A", "1");
        String old = Files.readString(key);
        assertThat(run("generate-master-key", "--file", key.toString()).err()).contains("--add");
        assertThat(run("generate-master-key", "--file", key.toString(), "--add").code())
                .isZero();
        assertThat(Files.readString(key)).endsWith(old).hasLineCount(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(secret("rotate-secrets").out()).startsWith("1 secret is");
        assertThat(secret("rotate-secrets").out()).startsWith("All secrets");
        Files.writeString(key, Files.readAllLines(key).get(0));
        assertThat(value("A")).isEqualTo("1");
    }

    @Test
    @DisplayName("R72: secrets appear in no log and not in Redis")
    void aCanaryIsNeitherLoggedNorStoredInClear() throws IOException {
        Path pem = file("key.pem", "geheim-42".getBytes(StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        input = "geheim-42";
        for (Result result : List.of(
                secret("set-secret", "A", "geheim-42"),
                secret("set-secret", "B", "-"),
                secret("set-secret", "C_KEY", pem.toString()),
                secret("list-secrets"),
                secret("describe-secret", "A"),
                secret("rotate-secrets"),
                secret("set-secret", "no name", "geheim-42"),
                run("set-secret", "--rdi", server.url(), "A", "geheim-42"))) {
            printed.append(result);
        }
        assertThat(value("A")).isEqualTo("geheim-42");

        assertThat(printed).doesNotContain("geheim-42");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("geheim-42"));
        assertThat(contents())
                .contains("C_KEY")
                .doesNotContain("geheim", Files.readString(key).substring(9, 40));
    }

    /** All hashes, which is all that there is. */
    private static String contents() {
        try (RedisConnection redis = RedisConnection.open(RedisAddress.parse(server.url()), "")) {
            return ((List<?>) redis.require("KEYS", "*"))
                    .stream()
                            .flatMap(it -> ((List<?>) redis.require("HGETALL", RedisConnection.text(it))).stream())
                            .map(RedisConnection::text)
                            .collect(Collectors.joining("\n"));
        }
    }
}
