package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.PipelineProblem;
import dev.rdi.control.api.TestApi.Answer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Redis Insight asks, in its order, and the fields of the answers that its screens read. */
class RedisInsightIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RedisServer redis;
    private static RedisServer target;
    private static TestApi api;
    private static FakeOperator operator;

    private String token = "";

    @BeforeAll
    static void start() {
        redis = RedisServer.startDefault();
        target = RedisServer.startDefault();
        api = new TestApi(redis);
        operator = new FakeOperator(RedisAddress.parse(redis.url()));
    }

    @AfterAll
    static void stop() {
        operator.close();
        api.close();
        target.close();
        redis.close();
    }

    /** Between two tests nothing is left of the pipeline. */
    @BeforeEach
    void connect() throws IOException {
        operator.problem = Optional.empty();
        operator.works = true;
        JsonNode answer = ok("POST", "/api/v1/login", TestApi.credentials(TestApi.ADMIN, TestApi.PASSWORD));
        token = answer.path("access_token").asText();
        String claims = token.split("\\.", -1)[1];
        long expires =
                JSON.readTree(Base64.getUrlDecoder().decode(claims)).path("exp").asLong();
        assertThat(Instant.ofEpochSecond(expires)).isAfter(Instant.now().plus(Duration.ofMinutes(2)));
        if (!ok("GET", "/api/v1/pipelines", "").isEmpty()) {
            completed("/api/v1/pipelines/undeploy", "");
        }
    }

    @Test
    void anInstallationWithoutAPipelineIsShownAsEmpty() {
        JsonNode status = ok("GET", "/api/v1/status", "");
        assertThat(status.at("/components/processor/version").asText()).isEqualTo("1.2.3");
        assertThat(status.at("/components/collector-source/status").asText()).isEqualTo("stopped");
        assertThat(status.at("/pipelines").isObject()).isTrue();
        assertThat(status.at("/pipelines/default").isMissingNode()).isTrue();
        JsonNode statistics = ok("GET", "/api/v1/monitoring/statistics", "");
        assertThat(statistics.at("/rdi_pipeline_status/run_status").asText()).isEqualTo("stopped");
        assertThat(statistics.at("/data_streams/totals/total").asLong()).isZero();
        assertThat(statistics.at("/connections")).isEmpty();
    }

    @Test
    void theEditorGetsTemplatesSchemasAndFunctions() {
        JsonNode strategies = ok("GET", "/api/v1/pipelines/strategies", "").path("strategies");
        assertThat(strategies.at("/0/strategy").asText()).isEqualTo("ingest");
        for (JsonNode database : strategies.at("/0/databases")) {
            String path = "/api/v1/pipelines/config/templates/ingest/" + database.asText();
            assertThat(ok("GET", path, "").path("template").asText()).contains("sources:", "targets:");
        }
        assertThat(strategies.at("/0/databases")).isNotEmpty();
        assertThat(ok("GET", "/api/v1/pipelines/jobs/templates/ingest", "")
                        .path("template")
                        .asText())
                .contains("source:", "output:");
        // Its validator knows draft 7, and refuses a schema of another one.
        for (String kind : List.of("config", "jobs")) {
            JsonNode schema = ok("GET", "/api/v1/pipelines/" + kind + "/schemas", "");
            assertThat(schema.path("$schema").asText()).contains("draft-07");
            assertThat(schema.path("properties")).isNotEmpty();
        }
        JsonNode functions = ok("GET", "/api/v1/pipelines/jobs/functions", "");
        assertThat(functions.at("/left/summary").asText()).isNotEmpty();
        assertThat(functions.at("/left/arguments/0/name").asText()).isNotEmpty();
        assertThat(functions.at("/left/arguments/1/type").asText()).isEqualTo("number");
    }

    @Test
    void triesConnections() {
        ObjectNode config = config();
        config.withObjectProperty("targets")
                .putObject("away")
                .putObject("connection")
                .put("host", "127.0.0.1")
                .put("port", 1);
        JsonNode targets = ok("POST", "/api/v1/pipelines/targets/dry-run", config.toString())
                .path("targets");
        assertThat(targets.at("/target/status").asText()).isEqualTo("success");
        assertThat(targets.at("/away/status").asText()).isEqualTo("failed");
        assertThat(targets.at("/away/error/message").asText()).contains("nothing listens at 127.0.0.1:1");
        JsonNode source = ok("POST", "/api/v1/pipelines/sources/dry-run", SOURCE);
        assertThat(source.path("connected").asBoolean()).isTrue();
        assertThat(source.path("error").asText()).isEmpty();
        JsonNode broken = ok("POST", "/api/v1/pipelines/sources/dry-run", SOURCE.replace("\"port\"", "\"prot\""));
        assertThat(broken.path("connected").asBoolean()).isFalse();
        assertThat(broken.path("error").asText()).contains("prot", "port");
        assertThat(broken.at("/invalid_properties/connection.prot").asText()).contains("port");
    }

    private static final String SOURCE = """
            {"type": "cdc", "connection":
              {"type": "postgresql", "host": "127.0.0.1", "port": 5432, "database": "shop", "user": "me", "password": "x"}}
            """;

    @Test
    void triesAJob() {
        String request = """
                {"input_data": [{"id": 1, "name": "ann"}, {"id": 2, "name": "bob"}],
                 "job": {"source": {"table": "users"},
                  "transform": [{"uses": "filter", "with": {"language": "jmespath", "expression": "name != 'bob'"}},
                    {"uses": "add_field", "with": {"field": "big", "language": "jmespath", "expression": "upper(name)"}}],
                  "output": [{"uses": "redis.write", "with": {"data_type": "hash", "key":
                    {"language": "jmespath", "expression": "concat(['user:', id])"}}}]}}
                """;
        JsonNode result = ok("POST", "/api/v1/pipelines/jobs/dry-run", request);
        assertThat(result.path("transformation").toString()).isEqualTo("[{\"id\":1,\"name\":\"ann\",\"big\":\"ANN\"}]");
        assertThat(result.at("/output/0/connection").asText()).isEqualTo("target");
        assertThat(result.at("/output/0/commands/0").asText()).startsWith("HSET user:1 id 1 name ann big ANN");
        Answer wrong = send("POST", "/api/v1/pipelines/jobs/dry-run", request.replace("upper(", "uper("));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("detail").asText()).contains("uper", "upper");
    }

    @Test
    void deploysWatchesStopsStartsResets() {
        completed("/api/v1/pipelines", deployment().toString());

        JsonNode downloaded = ok("GET", "/api/v1/pipelines", "");
        assertThat(downloaded).isEqualTo(deployment());
        assertThat(downloaded.at("/jobs/0/name").asText()).isEqualTo("users");

        JsonNode status = ok("GET", "/api/v1/status", "");
        assertThat(status.at("/pipelines/default/status").asText()).isEqualTo("ready");
        assertThat(status.at("/pipelines/default/state").asText()).isEqualTo("cdc");
        assertThat(status.at("/components/collector-source/status").asText()).isEqualTo("ready");

        completed("/api/v1/pipelines/stop", "{}");
        status = ok("GET", "/api/v1/status", "");
        assertThat(status.at("/pipelines/default/status").asText()).isEqualTo("stopped");
        assertThat(status.at("/pipelines/default/state").asText()).isEqualTo("not-running");
        assertThat(status.at("/components/collector-source/status").asText()).isEqualTo("stopped");

        // R48: neither starts what was stopped.
        completed("/api/v1/pipelines/reset", "{}");
        completed(
                "/api/v1/pipelines", deployment().put("metadata", (String) null).toString());
        assertThat(ok("GET", "/api/v1/status", "")
                        .at("/pipelines/default/status")
                        .asText())
                .isEqualTo("stopped");

        completed("/api/v1/pipelines/start", "{}");
        completed("/api/v1/pipelines/reset", "{}");
        assertThat(ok("GET", "/api/v1/status", "")
                        .at("/pipelines/default/status")
                        .asText())
                .isEqualTo("ready");
    }

    @Test
    void aDeployIsDoneWhenItIsInForce() {
        operator.works = false;
        String id = ok("POST", "/api/v1/pipelines", deployment().toString())
                .path("action_id")
                .asText();
        assertThat(action(id).path("status").asText()).isEqualTo("pending"); // R50
        operator.problem = Optional.of(new PipelineProblem("target", "redis.port.refused", "it is away", "start it"));
        operator.works = true;
        Awaitility.await().until(() -> !action(id).path("status").asText().equals("pending"));
        assertThat(action(id).path("status").asText()).isEqualTo("failed");
        assertThat(action(id).at("/error/message").asText()).isEqualTo("target: it is away; start it");
        operator.problem = Optional.empty();
        completed("/api/v1/pipelines/reset", "{}");
        assertThat(action(id).path("status").asText()).as("what has ended").isEqualTo("failed");
    }

    @Test
    void aWrongConfigurationIsRefusedWithEachProblem() {
        ObjectNode wrong = deployment();
        wrong.put("sorces", 1).withObjectProperty("processors").put("dlq_max_messages", "many");
        Answer answer = send("POST", "/api/v1/pipelines", wrong.toString());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText()).contains("sorces", "sources", "dlq_max_messages");
        assertThat(answer.json().path("errors")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ok("GET", "/api/v1/pipelines", "")).isEmpty();
    }

    @Test
    void theStatisticsScreenFindsItsFields() {
        completed("/api/v1/pipelines", deployment().toString());
        String stream = "data:{rdi:public.users}";
        redis.call("SADD", "rdi:{default}:streams", stream);
        redis.call("XADD", stream, "1700000000000-0", "a", "1");
        redis.call("XADD", stream, "1700000001000-0", "a", "1");
        redis.call("XADD", stream, "1700000002000-0", "a", "1");
        redis.call("HSET", "pos:" + stream + ":target", "id", "1700000000000-0", "inserted", "4", "rejected", "1");
        redis.call("HSET", "rdi:{default}:offsets", "{\"server\":\"shop\"}", "{\"lsn\":\"0/1\"}");

        JsonNode statistics = ok("GET", "/api/v1/monitoring/statistics", "");
        JsonNode streams = statistics.path("data_streams");
        assertThat(streams.at("/streams/public.users").toString())
                .isEqualTo("{\"total\":7,\"pending\":2,\"inserted\":4,\"updated\":0,\"deleted\":0,\"filtered\":0,"
                        + "\"rejected\":1,\"deduplicated\":0,\"last_arrival\":\"2023-11-14T22:13:22Z\"}");
        assertThat(streams.at("/totals/total").asLong()).isEqualTo(7);
        assertThat(streams.at("/totals/pending").asLong()).isEqualTo(2);
        JsonNode performance = statistics.path("processing_performance");
        assertThat(performance.path("total_batches").isIntegralNumber()).isTrue();
        for (String name : List.of("batch_size_avg", "read_time_avg", "process_time_avg", "ack_time_avg")) {
            assertThat(performance.path(name).isNumber()).as(name).isTrue();
        }
        assertThat(performance.path("rec_per_sec_avg").asDouble()).isEqualTo(100.25);
        assertThat(performance.path("total_time_avg").isNumber()).isTrue();
        JsonNode connection = statistics.at("/connections/target");
        assertThat(connection.path("status").asText()).isEqualTo("connected");
        assertThat(connection.path("type").asText()).isEqualTo("redis");
        assertThat(connection.path("host").asText()).isEqualTo("127.0.0.1");
        assertThat(connection.path("port").asInt()).isEqualTo(target.port());
        assertThat(connection.path("password").asText()).isEqualTo("********");
        JsonNode run = statistics.path("rdi_pipeline_status");
        assertThat(run.path("run_status").asText()).isEqualTo("running");
        assertThat(run.path("sync_mode").asText()).isEqualTo("streaming");
        assertThat(run.path("address").asText()).isEqualTo("127.0.0.1:" + redis.port());
        assertThat(run.path("rdi_version").asText()).isEqualTo("1.2.3");
        JsonNode client = statistics.path("clients").elements().next();
        assertThat(client.path("addr").asText()).startsWith("127.0.0.1:");
        assertThat(client.path("name").asText()).startsWith("rdi:");
        assertThat(client.path("age_sec").isIntegralNumber()).isTrue();
        assertThat(client.path("idle_sec").isIntegralNumber()).isTrue();
        assertThat(client.path("user").asText()).isEqualTo("default");
        assertThat(statistics.at("/offsets/shop/lsn").asText()).isEqualTo("0/1");
        assertThat(statistics.path("snapshot_status").asText()).isEqualTo("completed");

        // It refreshes single sections.
        for (String section : List.of("processing_performance", "data_streams", "clients")) {
            JsonNode one = ok("GET", "/api/v1/monitoring/statistics?sections=" + section, "");
            assertThat(one).hasSize(1);
            assertThat(one.path(section)).isNotEmpty();
        }
    }

    private ObjectNode deployment() {
        ObjectNode document = config();
        document.putArray("jobs")
                .addObject()
                .put("name", "users")
                .putObject("source")
                .put("table", "users");
        return document;
    }

    private static ObjectNode config() {
        ObjectNode config = JSON.createObjectNode();
        try {
            config.putObject("sources").set("shop", JSON.readTree(SOURCE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        config.putObject("targets")
                .putObject("target")
                .putObject("connection")
                .put("type", "redis")
                .put("host", "127.0.0.1")
                .put("port", target.port());
        config.putObject("processors").put("target_data_type", "hash");
        return config;
    }

    /** It asks again each second, for two minutes. */
    private void completed(String path, String body) {
        String id = ok("POST", path, body).path("action_id").asText();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> action(id).path("status").asText().matches("completed|failed"));
        assertThat(action(id).path("status").asText())
                .as(path + " " + action(id))
                .isEqualTo("completed");
    }

    private JsonNode action(String id) {
        return ok("GET", "/api/v1/actions/" + id, "");
    }

    private JsonNode ok(String method, String path, String body) {
        Answer answer = send(method, path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer send(String method, String path, String body) {
        return api.send(method, path, token, body);
    }
}
