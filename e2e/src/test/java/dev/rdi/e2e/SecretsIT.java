package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rdi.control.PipelineDocument;
import dev.rdi.control.PipelineSpec;
import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

@DisplayName("Invariant 8, R72: passwords appear nowhere")
class SecretsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String SOURCE = "canary-of-the-source";
    private static final String RDI = "canary-of-the-rdi-database";
    private static final String TARGET = "canary-of-the-target";
    private static final String ADMIN = "canary-of-the-admin";
    private static final String WRONG = "canary-that-is-wrong";

    /** A run that rejects a record, with everything in the log, and three starts that fail. */
    @Test
    void inNoLogAndNoDatabase(@TempDir Path folder) throws IOException, SQLException {
        try (PostgresServer source =
                        PostgresServer.builder().requirePasswords(SOURCE).start();
                RedisServer rdi = redis(RDI);
                RedisServer target = redis(TARGET)) {
            source.createDatabase(Stage.DATABASE);
            Stage stage = new Stage(source, rdi, target);
            stage.sql("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b')");
            target.call("SET", "t:id:2", "in the way");
            Path pipeline = Stage.write(
                    folder,
                    stage.config("public.t:").replace('"' + SOURCE + '"', "${SOURCE_SECRET}")
                            + "      password: ${TARGET_SECRET}\n");
            assertThat(Files.readString(pipeline.resolve("config.yaml"))).doesNotContain("canary-");

            StringBuilder printed = new StringBuilder();
            Map<String, String> secrets = secrets(rdi);
            try (RunProcess process = start(pipeline, secrets)) {
                process.await("both rows are done", PATIENCE, () -> isDone(rdi, target));
                process.terminate();
                process.exitCode(PATIENCE);
                printed.append(process.log());
            }
            printed.append(failure(pipeline, secrets, "SOURCE_SECRET", WRONG));
            printed.append(failure(pipeline, secrets, "TARGET_SECRET", WRONG));
            printed.append(failure(pipeline, secrets, "RDI_REDIS_URL", rdi.url().replace(RDI, WRONG)));

            assertThat(printed.toString()).isNotBlank().doesNotContain("canary-");
            assertThat(contents(rdi)).contains("record", "leader").doesNotContain("canary-");
            assertThat(contents(target)).contains("t:id:1").doesNotContain("canary-");
        }
    }

    /** Everything that a server is told by its API, with everything in its log. */
    @Test
    void inNoLogOfAServerAndInNoAnswer() throws SQLException {
        try (PostgresServer source =
                        PostgresServer.builder().requirePasswords(SOURCE).start();
                RedisServer rdi = redis(RDI);
                RedisServer target = redis(TARGET)) {
            source.createDatabase(Stage.DATABASE);
            Stage stage = new Stage(source, rdi, target);
            stage.sql("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b')");
            target.call("SET", "t:id:2", "in the way");
            try (RunProcess server = RunProcess.start(server(rdi), "server", "--listen", "127.0.0.1:0")) {
                StringBuilder seen = new StringBuilder(told(new Api(server), stage));
                server.await("both rows are done", PATIENCE, () -> isDone(rdi, target));
                seen.append(asked(new Api(server)));
                seen.append(server.log()).append(server.commandLine());
                assertThat(seen.toString()).contains("DEBUG", "user=admin").doesNotContain("canary-");
                assertThat(contents(rdi)).contains("leader", "SOURCE_SECRET").doesNotContain("canary-");
            }
        }
    }

    private static Map<String, String> server(RedisServer rdi) {
        return Map.of(
                "RDI_REDIS_URL",
                rdi.url(),
                "RDI_ADMIN_PASSWORD",
                ADMIN,
                "RDI_MASTER_KEY",
                "k1:" + Base64.getEncoder().encodeToString(new byte[32]),
                "RDI_LOG_LEVEL",
                "TRACE");
    }

    /** Logs in wrongly and rightly, tries connections, stores secrets and deploys; all that is answered, but the tokens. */
    private static String told(Api api, Stage stage) {
        String answers = api.answer("POST", "/api/v1/login", login(WRONG)).body();
        api.login("admin", ADMIN);
        String wrong = JsonNodeFactory.instance
                .objectNode()
                .put("type", "postgresql")
                .put("host", "127.0.0.1")
                .put("port", stage.source().port())
                .put("database", Stage.DATABASE)
                .put("user", "postgres")
                .put("password", WRONG)
                .toString();
        answers += api.send("POST", "/api/v1/pipelines/sources/dry-run", "{\"connection\":" + wrong + "}");
        for (Map.Entry<String, String> secret :
                Map.of("SOURCE_SECRET", SOURCE, "TARGET_SECRET", TARGET).entrySet()) {
            String body = "{\"key\":\"" + secret.getKey() + "\",\"value\":\"" + secret.getValue() + "\"}";
            answers += api.send("POST", "/api/v2/pipelines/default/secrets", body);
        }
        String config = stage.config("public.t:").replace('"' + SOURCE + '"', "${SOURCE_SECRET}")
                + "      password: ${TARGET_SECRET}\n";
        String pipeline =
                PipelineDocument.of(new PipelineSpec(config, Map.of())).toString();
        return answers + api.send("POST", "/api/v1/pipelines", pipeline);
    }

    private static String login(String password) {
        return "{\"username\":\"admin\",\"password\":\"" + password + "\"}";
    }

    /** What may be asked for about a pipeline, and what an authority refuses to take. */
    private static String asked(Api api) {
        api.login("admin", ADMIN);
        StringBuilder answers = new StringBuilder();
        for (String path : List.of(
                "/api/v1/pipelines",
                "/api/v1/status",
                "/api/v1/monitoring/statistics",
                "/api/v2/pipelines/default",
                "/api/v2/pipelines/default/status",
                "/api/v2/pipelines/default/secrets",
                "/api/v2/pipelines/default/revisions")) {
            answers.append(api.send("GET", path, ""));
        }
        return answers.toString();
    }

    private static boolean isDone(RedisServer rdi, RedisServer target) {
        return rdi.call("HGET", "pos:data:{rdi:public.t}:target", "rejected").equals("1")
                && target.call("HGET", "t:id:1", "v").equals("a");
    }

    private static RedisServer redis(String password) {
        return RedisServer.builder()
                .password(password)
                .line("maxmemory-policy noeviction")
                .start();
    }

    private static Map<String, String> secrets(RedisServer rdi) {
        return Map.of(
                "SOURCE_SECRET", SOURCE, "TARGET_SECRET", TARGET, "RDI_REDIS_URL", rdi.url(), "RDI_LOG_LEVEL", "DEBUG");
    }

    private static RunProcess start(Path pipeline, Map<String, String> secrets) {
        return RunProcess.start(secrets, "run", "--dir", pipeline.toString());
    }

    private static String failure(Path pipeline, Map<String, String> secrets, String name, String wrong) {
        Map<String, String> changed = new HashMap<>(secrets);
        changed.put(name, wrong);
        try (RunProcess process = start(pipeline, changed)) {
            assertThat(process.exitCode(PATIENCE)).as(process.log()).isEqualTo(1);
            return process.log();
        }
    }

    /** Every key and every value as text. */
    private static String contents(RedisServer server) {
        StringBuilder text = new StringBuilder();
        try (Jedis redis = new Jedis(URI.create(server.url()))) {
            for (String key : List.copyOf(redis.keys("*"))) {
                text.append(key).append('\n').append(content(redis, key)).append('\n');
            }
        }
        return text.toString();
    }

    private static String content(Jedis redis, String key) {
        return switch (redis.type(key)) {
            case "string" -> redis.get(key);
            case "hash" -> redis.hgetAll(key).toString();
            case "set" -> redis.smembers(key).toString();
            case "stream" -> redis.xrange(key, "-", "+").toString();
            default -> throw new IllegalStateException("a type that nothing here writes: " + redis.type(key));
        };
    }
}
