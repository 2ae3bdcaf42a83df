package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.PipelineDocument;
import dev.rdi.control.PipelineSpec;
import dev.rdi.e2e.Equality.Table;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What Redis Insight does with a server, its source and its target, from the first login to the last statistics. */
class RedisInsightServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STREAM = "/data_streams/streams/public.t/";

    private static Stage stage;
    private static RunProcess server;

    private final Api api;

    RedisInsightServerIT() {
        api = new Api(server);
    }

    @BeforeAll
    static void startServers() {
        stage = Stage.start();
        stage.sql("CREATE TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, 'one'), (2, 'two')");
        server = RunProcess.start(
                Map.of("RDI_ADMIN_PASSWORD", "correct horse"),
                "server",
                "--rdi",
                stage.rdi().url(),
                "--listen",
                "127.0.0.1:0");
    }

    @AfterAll
    static void stopServers() {
        server.close();
        stage.close();
    }

    @Test
    @DisplayName("R37, R45, R48, R50: connects, tries, deploys, watches, stops, starts, resets")
    void worksThroughItsScreens() {
        api.login("admin", "correct horse");
        assertThat(send("GET", "/api/v1/status", "")
                        .at("/components/processor/version")
                        .asText())
                .isNotEmpty();
        ObjectNode pipeline =
                PipelineDocument.of(new PipelineSpec(stage.config(new Table("t").config()), Map.of("t", """
                        source: {table: t}
                        transform:
                          - uses: add_field
                            with: {field: big, language: jmespath, expression: upper(v)}
                        """)));
        triesConnections(pipeline);
        api.completed("/api/v1/pipelines", pipeline.toString());
        assertThat(send("GET", "/api/v1/pipelines", "")).isEqualTo(pipeline);
        server.await("the rows are there", PATIENCE, () -> big(1).equals("ONE") && big(2).equals("TWO"));
        watches();
        records();

        api.completed("/api/v1/pipelines/stop", "{}");
        assertThat(status("status")).isEqualTo("stopped");
        api.completed("/api/v1/pipelines/reset", "{}");
        assertThat(status("status")).as("a reset starts nothing").isEqualTo("stopped");
        stage.sql("UPDATE t SET v = 'three' WHERE id = 2");
        api.completed("/api/v1/pipelines/start", "{}");
        server.await("it goes on", PATIENCE, () -> big(2).equals("THREE"));
        api.completed("/api/v1/pipelines/reset", "{}");
        server.await(
                "it is done with the tables", PATIENCE, () -> status("state").equals("cdc"));
        api.completed("/api/v1/pipelines/undeploy", "");
        assertThat(send("GET", "/api/v1/pipelines", "")).isEmpty();
    }

    private void triesConnections(ObjectNode pipeline) {
        JsonNode targets = send("POST", "/api/v1/pipelines/targets/dry-run", pipeline.toString());
        assertThat(targets.at("/targets/target/status").asText()).isEqualTo("success");
        JsonNode source = pipeline.path("sources").elements().next();
        assertThat(send("POST", "/api/v1/pipelines/sources/dry-run", source.toString()))
                .isEqualTo(JSON.createObjectNode().put("connected", true).put("error", ""));
        ObjectNode wrong = source.deepCopy();
        wrong.withObjectProperty("connection").put("port", 1);
        JsonNode refused = send("POST", "/api/v1/pipelines/sources/dry-run", wrong.toString());
        assertThat(refused.path("connected").asBoolean()).isFalse();
        assertThat(refused.path("error").asText()).isNotEmpty();
    }

    private void watches() {
        server.await("it streams", PATIENCE, () -> status("state").equals("cdc"));
        assertThat(status("status")).isEqualTo("ready");
        assertThat(send("GET", "/api/v1/status", "")
                        .at("/components/collector-source/status")
                        .asText())
                .isEqualTo("ready");
        server.await(
                "both rows are counted",
                PATIENCE,
                () -> statistics(STREAM + "inserted").equals("2"));
        assertThat(statistics(STREAM + "pending")).isEqualTo("0");
        assertThat(statistics(STREAM + "last_arrival")).startsWith("20");
        assertThat(statistics("/connections/target/status")).isEqualTo("connected");
        assertThat(statistics("/rdi_pipeline_status/run_status")).isEqualTo("running");
        assertThat(statistics("/snapshot_status")).isEqualTo("completed");
        server.await(
                "the processor has told what it did",
                PATIENCE,
                () -> !statistics("/processing_performance/total_batches").equals("0"));
        String source = "/api/v1/pipelines/sources/"
                + send("GET", "/api/v1/pipelines", "")
                        .path("sources")
                        .fieldNames()
                        .next();
        JsonNode columns = send("GET", source + "/columns?schema=public&tables=t", "");
        assertThat(columns.at("/tables/t/columns/id/primary_key").asBoolean()).isTrue();
    }

    private void records() {
        String id = send("POST", "/api/v1/trace/start", "{\"max_change_records\":1,\"timeout\":30}")
                .path("action_id")
                .asText();
        // The processor looks once a second.
        server.await("something is recorded", PATIENCE, () -> {
            stage.sql("UPDATE t SET v = v || '!' WHERE id = 1");
            return !api.action(id).path("status").asText().equals("processing");
        });
        JsonNode record = api.action(id).at("/data/records/0");
        assertThat(record.path("outcome").asText()).isEqualTo("written");
        assertThat(record.at("/steps/0/step").asText()).contains("add_field");
        assertThat(record.at("/steps/0/record/big").asText()).startsWith("ONE!");
        assertThat(record.at("/output/0/commands/0").asText()).startsWith("HSET t:id:1 id 1");
    }

    private static String big(int id) {
        return RedisKeys.hash(stage.target(), "t:id:" + id).getOrDefault("big", "");
    }

    private String status(String field) {
        return send("GET", "/api/v1/status", "")
                .at("/pipelines/default/" + field)
                .asText();
    }

    private String statistics(String pointer) {
        return send("GET", "/api/v1/monitoring/statistics", "").at(pointer).asText();
    }

    private JsonNode send(String method, String path, String body) {
        return api.send(method, path, body);
    }
}
