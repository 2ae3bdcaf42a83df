package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input ends the process with one line that says what is wrong and one that says what to do (R38, R45). */
class BadInputIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PASSWORD = "the right one";

    private static Stage stage;

    private final Path folder;

    BadInputIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void startServers() {
        stage = Stage.start(PostgresServer.builder()
                .requirePasswords(PASSWORD)
                .setting("max_replication_slots", "1")
                .start());
        stage.sql("CREATE TABLE t (id int PRIMARY KEY)", "CREATE TABLE keyless (v text)");
    }

    @AfterAll
    static void stopServers() {
        stage.close();
    }

    @Test
    void anUnknownProperty() {
        String config = good().replace("tables:", "tabels:");
        assertRefused("run", config, "config.yaml:11:5: error: sources.shop.tabels", "tables");
        assertRefused("validate", config, "config.yaml:11:5: error: sources.shop.tabels", "tables");
    }

    @Test
    void badYaml() {
        String config = good() + "  : [unclosed\n";
        assertRefused("run", config, "config.yaml");
        assertRefused("validate", config, "config.yaml");
    }

    @Test
    void noConfigurationAtAll() {
        Outcome outcome = Outcome.of(
                Map.of(),
                "run",
                "--dir",
                folder.toString(),
                "--rdi",
                stage.rdi().url());
        outcome.assertRefused("config.yaml");
    }

    @Test
    void aSecretThatIsNotSet() {
        assertRefused("run", good().replace(PASSWORD, "${NOT_SET_ANYWHERE}"), "NOT_SET_ANYWHERE");
    }

    @Test
    @DisplayName("R57: an RDI database that another installation uses, or a later version")
    void anRdiDatabaseOfSomebodyElse() {
        stage.rdi().call("HSET", "rdi:meta", "format", "1", "installation", "elsewhere");
        assertRefused("run", good(), "elsewhere", "--installation elsewhere");
        stage.rdi().call("HSET", "rdi:meta", "format", "2", "installation", "default");
        assertRefused("run", good(), "later version", "use that version");
        stage.rdi().call("DEL", "rdi:meta");
    }

    @Test
    @DisplayName("R45: host, port, database and credentials have messages of their own")
    void tellsHostPortDatabaseAndCredentialsApart() throws IOException {
        String host = causeOf(good().replaceFirst("host: \\S+", "host: no-such-host.invalid"));
        String port = causeOf(good().replace("port: " + stage.source().port(), "port: " + freePort()));
        String database = causeOf(good().replace("database: " + Stage.DATABASE, "database: no_such_database"));
        String password = causeOf(good().replace(PASSWORD, "a wrong one"));
        String user = causeOf(good().replace("user: " + stage.source().user(), "user: nobody"));
        assertThat(host).contains("no-such-host.invalid");
        assertThat(port).containsIgnoringCase("port");
        assertThat(database).contains("no_such_database");
        assertThat(password).containsIgnoringCase("password");
        assertThat(user).containsIgnoringCase("user").contains("nobody");
        assertThat(List.of(kind(host), kind(port), kind(database), kind(password)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSourceWithoutLogicalLog() throws Exception {
        try (PostgresServer replica =
                PostgresServer.builder().setting("wal_level", "replica").start()) {
            replica.createDatabase(Stage.DATABASE);
            replica.execute(Stage.DATABASE, "CREATE TABLE t (id int PRIMARY KEY)");
            assertRefused(
                    "run",
                    good().replace("port: " + stage.source().port(), "port: " + replica.port()),
                    "wal_level",
                    "logical");
        }
    }

    @Test
    void aUserWithoutTheRightToReplicate() {
        stage.sql("CREATE ROLE plain LOGIN PASSWORD 'plain'", "GRANT SELECT ON t TO plain");
        assertRefused(
                "run",
                good().replace("user: " + stage.source().user(), "user: plain").replace(PASSWORD, "plain"),
                "replicat",
                "REPLICATION");
    }

    @Test
    void noSlotIsLeft() {
        stage.sql("SELECT pg_create_logical_replication_slot('somebody_else', 'pgoutput')");
        try {
            assertRefused("run", good(), "max_replication_slots", "max_replication_slots");
        } finally {
            stage.sql("SELECT pg_drop_replication_slot('somebody_else')");
        }
    }

    @Test
    void aTableThatDoesNotExist() {
        assertRefused("run", stage.config("public.no_such_table: {}"), "no_such_table");
    }

    @Test
    @DisplayName("P17: a table without replica identity")
    void aTableThatCouldNotBeUpdatedAnyMore() {
        assertRefused("run", stage.config("public.keyless: {}"), "keyless", "ALTER TABLE");
        stage.sql("INSERT INTO keyless VALUES ('x')", "UPDATE keyless SET v = 'y'");
    }

    @Test
    void aPortThatSomebodyElseHas() throws IOException {
        try (OtherProtocol other = new OtherProtocol()) {
            assertRefused(
                    "run",
                    good().replace("port: " + stage.source().port(), "port: " + other.port()),
                    "" + other.port());
            Outcome.of(Map.of(), "run", "--dir", write(good()).toString(), "--rdi", "redis://127.0.0.1:" + other.port())
                    .assertRefused("" + other.port());
        }
    }

    @Test
    void anRdiDatabaseThatCannotBeReached() throws IOException {
        String pipeline = write(good()).toString();
        int port = freePort();
        Outcome.of(Map.of(), "run", "--dir", pipeline, "--rdi", "redis://127.0.0.1:" + port)
                .assertRefused("" + port);
        Outcome.of(Map.of(), "run", "--dir", pipeline, "--rdi", "redis://no-such-host.invalid:6379")
                .assertRefused("no-such-host.invalid");
        Outcome.of(Map.of(), "run", "--dir", pipeline, "--rdi", "no url").assertRefused("address");
        Outcome.of(Map.of(), "run", "--dir", pipeline).assertRefused("RDI database", "--rdi", "RDI_REDIS_URL");
    }

    @Test
    void anRdiDatabaseWithAPassword() {
        try (RedisServer locked = RedisServer.builder().password("secret").start()) {
            String pipeline = write(good()).toString();
            String port = ":" + locked.port();
            Outcome missing = Outcome.of(Map.of(), "run", "--dir", pipeline, "--rdi", "redis://127.0.0.1" + port);
            missing.assertRefused("password");
            Outcome wrong = Outcome.of(Map.of(), "run", "--dir", pipeline, "--rdi", "redis://:wr0ng@127.0.0.1" + port);
            wrong.assertRefused("password");
            assertThat(wrong.output()).doesNotContain("wr0ng");
        }
    }

    @Test
    @DisplayName("R60: an RDI database that may evict keys is warned about")
    void anRdiDatabaseThatEvicts() {
        try (RedisServer evicting = RedisServer.builder()
                        .line("maxmemory-policy allkeys-lru")
                        .start();
                RunProcess run = RunProcess.run(write(good()), evicting.url())) {
            run.awaitLog("noeviction", PATIENCE);
            run.awaitLog("Leading", PATIENCE);
            assertThat(run.log()).contains("allkeys-lru");
            run.terminate();
            assertThat(run.exitCode(Duration.ofSeconds(10))).isZero();
        } finally {
            stage.dropSlots();
        }
    }

    @Test
    void anUnknownCommandOrOption() {
        Outcome.of(Map.of(), "rum").assertRefused("rum");
        Outcome.of(Map.of(), "run", "--dri", "x").assertRefused("--dri");
    }

    private static String good() {
        return stage.config("public.t: {}");
    }

    private Path write(String config) {
        return Stage.write(folder, config);
    }

    private String causeOf(String config) {
        Outcome outcome = Outcome.of(
                Map.of(),
                "run",
                "--dir",
                write(config).toString(),
                "--rdi",
                stage.rdi().url());
        outcome.assertRefused();
        return outcome.cause();
    }

    private void assertRefused(String command, String config, String inCause, String... inCure) {
        List<String> arguments = command.equals("run")
                ? List.of(
                        "run",
                        "--dir",
                        write(config).toString(),
                        "--rdi",
                        stage.rdi().url())
                : List.of(command, "--dir", write(config).toString());
        Outcome.of(Map.of(), arguments.toArray(String[]::new)).assertRefused(inCause, inCure);
    }

    /** A message without the names in it. */
    private static String kind(String cause) {
        return cause.replaceAll("[\\w.-]*\\d[\\w.:-]*|no[-_]such\\S*", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
