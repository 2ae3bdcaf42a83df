package dev.rdi.app.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rdi.cli.CommandLines;
import dev.rdi.embedded.RedisServer;
import dev.rdi.testing.TestAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code create} and {@code configure}. */
class CreateCommandIT {

    private static final String DATABASE_PASSWORD = "secret-of-the-database";

    private static RedisServer redis;

    private final Path folder;

    CreateCommandIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What came of a command. */
    private record Result(int code, String out, String err) {}

    @BeforeAll
    static void startServer() {
        redis = RedisServer.builder()
                .password(DATABASE_PASSWORD)
                .line("maxmemory-policy noeviction")
                .appendOnly()
                .start();
    }

    @AfterAll
    static void stopServer() {
        redis.close();
    }

    @BeforeEach
    void clear() {
        redis.call("FLUSHALL");
        redis.call("CONFIG", "SET", "maxmemory-policy", "noeviction", "maxmemory", "0");
        redis.call("ACL", "DELUSER", "weak");
    }

    @Test
    void makesAnRdiDatabaseOfAGoodRedisOnce() {
        Result result = run("create", "--rdi", redis.url());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("Redis 7", "noeviction", "append-only file", "none yet, and no keys");
        assertThat(result.err()).contains("of the installation default");
        assertThat(redis.call("HGET", "rdi:meta", "installation")).isEqualTo("default");
        assertThat(run("configure", "--rdi", redis.url()).out()).contains("default, format 1");
    }

    @Test
    @DisplayName("R57: another installation's database is refused, and stays as it is")
    void refusesTheDatabaseOfAnotherInstallation() {
        assertThat(run("create", "--rdi", redis.url(), "--installation", "east").code())
                .isZero();
        Result result = run("create", "--rdi", redis.url(), "--installation", "west", "-o", "json");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("belongs to the installation east", "\"result\" : \"error\"");
        assertThat(redis.call("HGET", "rdi:meta", "installation")).isEqualTo("east");
    }

    @Test
    @DisplayName("R60: what is risky is a warning with its cure")
    void warnsOfWhatIsRisky() {
        redis.call("SET", "somebody:else", "1");
        redis.call("CONFIG", "SET", "maxmemory-policy", "allkeys-lru", "maxmemory", "20000000");
        Result result = run("create", "--rdi", redis.url(), "--dry-run");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("maxmemory-policy allkeys-lru", "fix: set maxmemory-policy noeviction", "1 keys of others")
                .containsPattern("1\\d MB of 19 MB are free");
        assertThat(redis.call("EXISTS", "rdi:meta")).isEqualTo("0");
    }

    @Test
    void namesTheRightsThatAreMissing() {
        redis.call("ACL", "SETUSER", "weak", "on", ">pw", "~rdi:*", "+@all", "-xadd", "-client|list");
        Result result = run(
                "configure-rdi",
                "--rdi-host",
                redis.host(),
                "--rdi-port",
                String.valueOf(redis.port()),
                "--rdi-user",
                "weak",
                "--rdi-password",
                "pw");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("the user weak", "lacks the rights", "+xadd", "~schemas:data:{rdi:*", "ACL SETUSER weak");
        assertThat(redis.call("EXISTS", "rdi:meta")).isEqualTo("0");
    }

    @Test
    void letsARedisEnterpriseClusterMakeOne() throws IOException {
        TestAuthority authority = TestAuthority.root("cluster authority");
        Path ca = authority.write(folder.resolve("ca.pem"));
        try (EnterpriseServer cluster = new EnterpriseServer(authority, folder, redis)) {
            Result result = enterprise(cluster, ca, "--rdi-memory", "100", "--rdi-shards", "2", "--replication");
            assertThat(result.code()).as(result.err()).isZero();
            JsonNode wanted = cluster.created().orElseThrow();
            assertThat(wanted).isEqualTo(new ObjectMapper().readTree("""
                    {"name": "redis-di", "type": "redis", "memory_size": 104857600, "eviction_policy": "noeviction",
                     "data_persistence": "aof", "aof_policy": "appendfsync-every-sec", "replication": true,
                     "sharding": true, "shards_count": 2,
                     "shard_key_regex": [{"regex": ".*\\\\{(?<tag>.*)\\\\}.*"}, {"regex": "(?<tag>.*)"}],
                     "tls_mode": "disabled", "authentication_redis_pass": "secret-of-the-database"}"""));
            assertThat(result.err()).contains("is pending", "is there, at 127.0.0.1:" + redis.port());
            assertThat(redis.call("HGET", "rdi:meta", "installation")).isEqualTo("default");
            assertThat(result.out() + result.err()).doesNotContain(EnterpriseServer.PASSWORD, DATABASE_PASSWORD);
        }
    }

    @Test
    void saysWhyTheClusterRefuses() throws IOException {
        TestAuthority authority = TestAuthority.root("cluster authority");
        Path ca = authority.write(folder.resolve("ca.pem"));
        try (EnterpriseServer cluster = new EnterpriseServer(authority, folder, redis)) {
            assertThat(enterprise(cluster, ca, "--rdi-port", "8443").err())
                    .contains("port_unavailable", "fix: choose another --rdi-port");
            assertThat(enterprise(cluster, ca, "--cluster-password", "wrong").err())
                    .contains("refuses the user " + EnterpriseServer.USER);
            Path stranger = TestAuthority.root("another authority").write(folder.resolve("other.pem"));
            assertThat(enterprise(cluster, stranger).err()).contains("can't be trusted", "--cluster-cacert");
            assertThat(enterprise(cluster, ca, "--rdi-name", "no name").err()).contains("--rdi-name is no name");
            assertThat(enterprise(cluster, ca, "--dry-run").code()).isZero();
            assertThat(cluster.created()).isEmpty();
        }
    }

    /** With what each request needs, unless it is given. */
    private static Result enterprise(EnterpriseServer cluster, Path ca, String... more) {
        List<String> arguments = new ArrayList<>(List.of("create", "--silent", "--cluster-host", "127.0.0.1"));
        arguments.addAll(List.of("--cluster-api-port", String.valueOf(cluster.port())));
        arguments.addAll(List.of("--cluster-cacert", ca.toString(), "--cluster-user", EnterpriseServer.USER));
        if (!List.of(more).contains("--cluster-password")) {
            arguments.addAll(List.of("--cluster-password", EnterpriseServer.PASSWORD));
        }
        arguments.addAll(List.of("--rdi-password", DATABASE_PASSWORD));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Result run(String... arguments) {
        CommandLine commands = CommandLines.of(List.of(new CreateCommand(), new ConfigureCommand()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = commands.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
