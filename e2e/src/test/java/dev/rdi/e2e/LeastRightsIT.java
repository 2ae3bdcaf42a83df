package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.control.PipelineDocument;
import dev.rdi.control.PipelineSpec;
import dev.rdi.redis.DeadLetterFilter;
import dev.rdi.redis.DeadLetterQueues;
import dev.rdi.redis.DeadLetterReplay;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A pipeline's whole life with the users of docs/acl.md: nothing is refused. */
class LeastRightsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PASSWORD = "correct horse";
    private static final String MASTER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final List<String> TABLES = List.of("plain", "city", "person", Marker.TABLE);
    private static final List<String> KEYS =
            List.of("plain:*", "city:*", "marker:*", "person:*", "in:*", "score", "log", "name:*");

    private static final Map<String, String> JOBS = Map.of(
            "hash",
            job("hash", "concat(['person:', id])", "      on_update: replace\n      expire: 10000\n"),
            "set",
            job("set", "concat(['in:', city_id])", "      args: { member: id }\n"),
            "score",
            job("sorted_set", "`score`", "      args: { member: id, score: id }\n"),
            "log",
            job("stream", "`log`", ""),
            "name",
            job("string", "concat(['name:', id])", "      args: { value: name }\n      expire: 10000\n"));

    private static Stage stage;

    @BeforeAll
    static void startServers() {
        stage = Stage.start();
        stage.sql("""
                CREATE TABLE plain (id int PRIMARY KEY, v text);
                CREATE TABLE city (id int PRIMARY KEY, name text);
                CREATE TABLE person (id int PRIMARY KEY, city_id int, name text);
                ALTER TABLE person REPLICA IDENTITY FULL;
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO plain SELECT n, 'first' FROM generate_series(1, 20) n;
                INSERT INTO city VALUES (1, 'Ulm'), (2, 'Bonn');
                INSERT INTO person SELECT n, n % 2 + 1, 'name ' || n FROM generate_series(1, 20) n;
                INSERT INTO marker VALUES (1, 0);""");
        AclUsers.createRdi(stage.rdi());
        AclUsers.createTarget(stage.target(), KEYS, "+hget");
    }

    @AfterAll
    static void stopServers() {
        stage.close();
    }

    @Test
    @DisplayName("R73: nothing of what a server does needs another right than those of docs/acl.md")
    void needsNothingElse() throws IOException {
        Marker marker = new Marker(stage);
        try (RunProcess first = server()) {
            Api api = Api.asAdmin(first, PASSWORD);
            asksForThisAndThat(api);
            api.completed("/api/v1/pipelines", pipeline().toString());
            marker.awaitSeen(first, PATIENCE);
            changes(marker, first);
            rejectsAndReplays(marker, first);
            watches(api);
            api.completed("/api/v1/pipelines/reset", "{}");
            first.await(
                    "the reset is done",
                    PATIENCE,
                    () -> RedisKeys.matching(stage.rdi(), "*:reset").isEmpty());
            first.await("no problem is left", PATIENCE, () -> status("problems").isEmpty());
            try (RunProcess second = server()) {
                second.awaitLog("Standby", PATIENCE);
                first.freeze(); // Its connections stay, for the other one to end.
                stage.rdi().call("DEL", "rdi:{default}:lease");
                marker.awaitSeen(second, PATIENCE);
                Api.asAdmin(second, PASSWORD).completed("/api/v1/pipelines/undeploy", "");
                assertThat(AclUsers.refused(stage.rdi())).isEmpty();
                assertThat(AclUsers.refused(stage.target())).isEmpty();
                assertThat(second.log()).doesNotContain("lacks the right");
            }
            assertThat(first.log()).doesNotContain("lacks the right");
        }
    }

    private static void asksForThisAndThat(Api api) {
        String secrets = "/api/v2/pipelines/default/secrets";
        api.send("PUT", secrets + "/UNUSED", "{\"value\":\"x\"}");
        api.send("POST", secrets, "{\"key\":\"UNUSED_TOO\",\"value\":\"x\"}");
        api.send("GET", secrets, "");
        api.send("DELETE", secrets + "/UNUSED", "");
        api.send("DELETE", secrets + "/UNUSED_TOO", "");
        api.send("POST", "/api/v2/users", "{\"username\":\"eve\",\"password\":\"long enough\",\"role\":\"viewer\"}");
        api.send("GET", "/api/v2/users", "");
        api.send("DELETE", "/api/v2/users/eve", "");
    }

    private static void changes(Marker marker, RunProcess server) {
        stage.sql(
                "UPDATE plain SET v = 'second'",
                "UPDATE plain SET id = id + 100 WHERE id < 5",
                "DELETE FROM plain WHERE id BETWEEN 5 AND 9",
                "UPDATE person SET city_id = 3 - city_id, name = NULL WHERE id < 5",
                "DELETE FROM person WHERE id BETWEEN 5 AND 9");
        marker.awaitSeen(server, PATIENCE);
        assertThat(RedisKeys.hash(stage.target(), "person:1")).containsEntry("city", "Ulm");
        assertThat(RedisKeys.matching(stage.target(), "plain:*")).hasSize(15);
        assertThat(RedisKeys.matching(stage.target(), "person:*")).hasSize(15);
        assertThat(RedisKeys.matching(stage.target(), "name:*")).hasSize(11);
    }

    private static void rejectsAndReplays(Marker marker, RunProcess server) {
        stage.target().call("SET", "plain:id:900", "in the way");
        stage.sql("INSERT INTO plain VALUES (900, 'rejected')");
        marker.awaitSeen(server, PATIENCE);
        stage.target().call("DEL", "plain:id:900");
        RedisAddress address = RedisAddress.parse(AclUsers.url(stage.rdi(), AclUsers.RDI));
        String stream = "data:{rdi:public.plain}";
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            DeadLetterQueues queues = new DeadLetterQueues(redis, new Keys("default"));
            assertThat(queues.page(stream, DeadLetterFilter.ALL, DeadLetterQueues.Order.NEWEST_FIRST, 0, 10))
                    .hasSize(1);
            assertThat(new DeadLetterReplay(queues).replay(stream, DeadLetterFilter.ALL, 10, false))
                    .hasSize(1);
        }
        marker.awaitSeen(server, PATIENCE);
        assertThat(RedisKeys.hash(stage.target(), "plain:id:900")).containsEntry("v", "rejected");
    }

    private static void watches(Api api) {
        for (String path : List.of(
                "/api/v1/status",
                "/api/v1/monitoring/statistics",
                "/api/v2/pipelines",
                "/api/v2/pipelines/default/status",
                "/api/v2/pipelines/default/dlqs",
                "/api/v2/pipelines/default/revisions",
                "/api/v2/pipelines/default/metric-collections")) {
            api.send("GET", path, "");
        }
        api.send("POST", "/api/v1/trace/start", "{\"max_change_records\":1,\"timeout\":1}");
        stage.sql("UPDATE plain SET v = 'traced' WHERE id = 20");
    }

    private RunProcess server() {
        return RunProcess.start(
                Map.of(
                        "RDI_ADMIN_PASSWORD",
                        PASSWORD,
                        "RDI_MASTER_KEY",
                        MASTER_KEY,
                        "RDI_REDIS_URL",
                        AclUsers.url(stage.rdi(), AclUsers.RDI)),
                "server",
                "--listen",
                "127.0.0.1:0");
    }

    private static String pipeline() throws IOException {
        String[] tables =
                TABLES.stream().map(table -> "public." + table + ": {}").toArray(String[]::new);
        return PipelineDocument.of(new PipelineSpec(AclUsers.withTarget(stage.config(tables)), JOBS))
                .toString();
    }

    private static String job(String type, String key, String more) {
        return """
                source:
                  table: person
                transform:
                  - uses: redis.lookup
                    with:
                      connection: target
                      cmd: HGET
                      args: ["concat(['city:id:', city_id])", "`name`"]
                      language: jmespath
                      field: city
                output:
                  - uses: redis.write
                    with:
                      data_type: %s
                      key:
                        expression: "%s"
                        language: jmespath
                """.formatted(type, key) + more.lines().map(line -> line + "\n").reduce("", String::concat);
    }

    private static String status(String field) {
        return RedisKeys.hash(stage.rdi(), "rdi:{default}:status").getOrDefault(field, "");
    }
}
