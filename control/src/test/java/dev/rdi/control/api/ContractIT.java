package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rdi.control.api.TestApi.Answer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation that RDI publishes, of both versions, as a client that was generated from the published file uses it:
 * requests and answers are checked against its schemas.
 */
class ContractIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Contract CONTRACT = new Contract();
    private static final String V1 = "/api/v1/pipelines";
    private static final String V2 = "/api/v2/pipelines";

    /** One source there must be. */
    private static final String REMOVE_SOURCE = "DELETE /api/v1/pipelines/sources/{name}";

    private static RedisServer redis;
    private static RedisServer target;
    private static TestApi api;
    private static FakeOperator operator;
    private static String token = "";

    @BeforeAll
    static void start() {
        redis = RedisServer.startDefault();
        target = RedisServer.startDefault();
        api = new TestApi(redis);
        operator = new FakeOperator(RedisAddress.parse(redis.url()));
        token = api.login(TestApi.ADMIN, TestApi.PASSWORD);
    }

    @AfterAll
    static void stop() {
        operator.close();
        api.close();
        target.close();
        redis.close();
    }

    @Test
    void everyOperationIsAsItWasPublished() {
        Answer root = api.send("GET", "/", "", "");
        assertThat(root.status()).isEqualTo(307);
        String page = root.response().headers().firstValue("Location").orElse("");
        assertThat(api.send("GET", page, "", "").status()).isEqualTo(200);
        version1();
        version2();
        Set<String> missing = new TreeSet<>(CONTRACT.operations());
        missing.removeAll(CONTRACT.driven());
        assertThat(missing).containsExactlyInAnyOrder("GET /", REMOVE_SOURCE);
    }

    @Test
    void whoHasNoTokenGetsNothing() {
        for (String operation : CONTRACT.operations()) {
            if (CONTRACT.isSecured(operation)) {
                String[] parts = operation.split(" ", 2);
                String body = CONTRACT.takesBody(operation) ? "{}" : "";
                for (String wrong : new String[] {"", "nonsense"}) {
                    Answer answer = api.send(parts[0], parts[1].replaceAll("[{}]", ""), wrong, body);
                    assertThat(answer.status()).as(operation).isEqualTo(401);
                    CONTRACT.checkAnswer(operation, answer);
                }
            }
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String operation : CONTRACT.operations()) {
            // Secrets are stored before the pipeline that needs them is deployed.
            boolean needsPipeline = operation.contains("/v2/pipelines/{name}") && !operation.contains("/secrets");
            if (needsPipeline && CONTRACT.declares(operation, 404)) {
                String[] parts = operation.split(" ", 2);
                String body = CONTRACT.takesBody(operation) ? "{}" : "";
                String path = parts[1].replace("{name}", "nowhere").replaceAll("[{}]", "");
                Answer answer = api.send(parts[0], path, token, body);
                assertThat(answer.status()).as(operation + " " + answer.body()).isEqualTo(404);
                CONTRACT.checkAnswer(operation, answer);
            }
        }
    }

    @Test
    void whateverIsSentIsTheFaultOfTheClient() {
        String[] bodies = {
            "[]",
            "null",
            "7",
            "{\"a\":{\"b\":[1,{}]}}",
            "{\"sources\":1,\"targets\":[],\"processors\":\"x\",\"jobs\":{}}",
            "{\"targets\":{\"a\":null,\"b\":[],\"${X}\":{\"connection\":{\"host\":[1],\"port\":-1}}}}",
            "{\"job\":{},\"input_data\":[1,[],null]}",
            "{\"job\":{\"source\":{\"table\":\"*\"},\"transform\":7},\"input_data\":[{}]}",
            "{\"job\":{\"source\":{\"table\":\"t\"}},\"input_data\":[{\"opcode\":\"z\",\"after\":3}]}",
            "{\"value\":{\"deep\":[null]}}",
            "{\"max_change_records\":0,\"timeout\":-1}",
            "{\"source-db\":{\"a b\":1}}"
        };
        for (String operation : CONTRACT.operations()) {
            String[] parts = operation.split(" ", 2);
            if (CONTRACT.takesBody(operation) && CONTRACT.isSecured(operation)) {
                for (String body : bodies) {
                    Answer answer = api.send(parts[0], parts[1].replaceAll("[{}]", ""), token, body);
                    assertThat(answer.status()).as(operation + " " + body).isLessThan(500);
                }
            }
        }
    }

    private void version1() {
        drive("POST", "/api/v1/login", TestApi.credentials(TestApi.ADMIN, TestApi.PASSWORD));
        drive("GET", "/api/v1/me", "");
        done(drive("POST", V1, config()));
        drive("GET", V1, "");
        done(drive("PATCH", V1, "{\"processors\":{\"read_batch_size\":500}}"));
        drive("PATCH", V1 + "?dry_run=true", "{\"processors\":{\"read_batch_size\":600}}");
        sections();
        sources();
        writing();
        drive(
                "PUT",
                "/api/v1/secrets/{secret_name}",
                Map.of("secret_name", "source-db"),
                "{\"SOURCE_DB_USERNAME\":\"me\"}");
        drive("PUT", "/api/v1/secrets", "{\"target-db\":{\"TARGET_DB_PASSWORD\":\"x\"}}");
        drive("GET", "/api/v1/monitoring/statistics", "");
        drive("GET", "/api/v1/status", "");
        drive("POST", "/api/v1/trace/start", "{\"max_change_records\":5,\"rejected_only\":true,\"timeout\":1}");
        done(drive("POST", V1 + "/stop", ""));
        done(drive("POST", V1 + "/start", ""));
        done(drive("POST", V1 + "/reset", ""));
        done(drive("POST", V1 + "/undeploy", ""));
    }

    private void sections() {
        done(drive("PUT", V1 + "/sources", "{\"shop\":" + source() + "}"));
        done(drive("PUT", V1 + "/sources/{name}", Map.of("name", "shop"), source()));
        done(drive("PATCH", V1 + "/sources/{name}", Map.of("name", "shop"), "{\"active\":true}"));
        Answer refused = api.send("DELETE", V1 + "/sources/shop", token, "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("detail").asText()).contains("source");
        done(drive("PUT", V1 + "/targets", "{\"target\":" + targetConfig() + "}"));
        done(drive("PUT", V1 + "/targets/{name}", Map.of("name", "cache"), targetConfig()));
        done(drive("PATCH", V1 + "/targets/{name}", Map.of("name", "cache"), "{\"name\":\"Cache\"}"));
        done(drive("DELETE", V1 + "/targets/{name}", Map.of("name", "cache"), ""));
        Map<String, String> vault = Map.of("name", "vault");
        String provider =
                "{\"type\":\"vault\",\"parameters\":{\"vaultAddress\":\"http://127.0.0.1:1\",\"objects\":[]}}";
        done(drive("PUT", V1 + "/secret-providers/{name}", vault, provider));
        done(drive("PATCH", V1 + "/secret-providers/{name}", vault, "{\"parameters\":{\"roleName\":\"rdi\"}}"));
        done(drive("DELETE", V1 + "/secret-providers/{name}", vault, ""));
        done(drive("PUT", V1 + "/processors", "{\"dlq_max_messages\":10}"));
        done(drive("PUT", V1 + "/processors/{prop}", Map.of("prop", "target_data_type"), "{\"value\":\"json\"}"));
    }

    private void sources() {
        drive("POST", V1 + "/sources/dry-run", source());
        drive("POST", V1 + "/targets/dry-run", "{\"targets\":{\"target\":" + targetConfig() + "}}");
        drive("POST", V1 + "/target/dry-run", targetConfig());
        drive("POST", V1 + "/target/dry-run", "{\"connection\":{\"host\":1}}");
        Map<String, String> shop = Map.of("source_name", "shop");
        drive("GET", V1 + "/sources/{source_name}/databases", shop, "");
        drive("GET", V1 + "/sources/{source_name}/schemas", shop, "");
        drive("GET", V1 + "/sources/{source_name}/tables?schema=public", shop, "");
        drive("GET", V1 + "/sources/{source_name}/columns?tables=users", shop, "");
        drive("GET", V1 + "/sources/{source_name}/metadata", shop, "");
        drive("GET", V1 + "/sources/{source_name}/metadata", Map.of("source_name", "other"), "");
    }

    private void writing() {
        drive("GET", V1 + "/jobs/functions", "");
        drive("GET", V1 + "/strategies", "");
        drive("GET", V1 + "/config/schemas", "");
        drive("GET", V1 + "/jobs/schemas", "");
        drive("GET", V1 + "/jobs/templates/ingest", "");
        String template = V1 + "/config/templates/ingest/{db_type}";
        drive("GET", template, Map.of("db_type", "postgresql"), "");
        drive("GET", template + "?db_flavor=mongodb-atlas", Map.of("db_type", "mongodb"), "");
        assertThat(drive("GET", template, Map.of("db_type", "cassandra"), "").status())
                .isEqualTo(501);
        assertThat(drive("GET", template, Map.of("db_type", "abacus"), "").status())
                .isEqualTo(422);
        String trial = "{\"job\":{\"source\":{\"table\":\"users\"},\"output\":[{\"uses\":\"redis.write\",\"with\":"
                + "{\"connection\":\"target\",\"data_type\":\"hash\"}}]},\"input_data\":[ROW]}";
        drive("POST", V1 + "/jobs/dry-run", trial.replace("ROW", "{\"id\":1,\"name\":\"ann\"}"));
        assertThat(drive("POST", V1 + "/jobs/dry-run", trial.replace("ROW", "{\"name\":\"ann\"}"))
                        .status())
                .isEqualTo(422);
    }

    private void version2() {
        Map<String, String> p = Map.of("name", "default");
        String config = config();
        assertThat(drive("POST", V2, "{\"name\":\"default\",\"active\":true,\"config\":" + config + "}")
                        .status())
                .isEqualTo(201);
        assertThat(drive("POST", V2, "{\"config\":" + config + "}").status()).isEqualTo(409);
        assertThat(drive("POST", V2 + "?dry_run=true", "{\"name\":\"other\",\"config\":{}}")
                        .status())
                .isEqualTo(422);
        drive("GET", V2, "");
        drive("GET", V2 + "/{name}", p, "");
        drive("PUT", V2 + "/{name}", p, "{\"active\":true,\"config\":" + config + "}");
        drive("PATCH", V2 + "/{name}", p, "{\"config\":{\"processors\":{\"read_batch_size\":700}}}");
        for (String change : new String[] {"stop", "start", "reset"}) {
            drive("POST", V2 + "/{name}/" + change, p, "");
        }
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> drive("GET", V2 + "/{name}/status", p, "")
                        .json()
                        .path("current")
                        .asBoolean());
        drive("GET", V2 + "/{name}/metric-collections", p, "");
        drive("GET", V2 + "/{name}/metric-collections/{collection_name}", with("collection_name", "processor"), "");
        deadLetters(p);
        secrets(p);
        String schemas = V2 + "/{name}/source-schemas/{source_name}?details=";
        for (String details : new String[] {"schemas", "tables", "columns"}) {
            drive("GET", schemas + details, with("source_name", "shop"), "");
        }
        drive("POST", V2 + "/{name}/flush-target/{target_name}", with("target_name", "target"), "");
        drive("GET", "/api/v2/info", "");
        drive("DELETE", V2 + "/{name}", p, "");
    }

    private static Map<String, String> with(String parameter, String value) {
        return Map.of("name", "default", parameter, value);
    }

    private void deadLetters(Map<String, String> p) {
        String stream = "data:{rdi:public.users}";
        redis.call("SADD", "rdi:{default}:streams", stream);
        redis.call(
                "XADD",
                "dlq:" + stream,
                "1-0",
                "code",
                "job.key",
                "reason",
                "no key",
                "job",
                "users",
                "time",
                "2026-01-01T00:00:00Z",
                "opcode",
                "c",
                "row_key",
                "{\"id\":1}",
                "record",
                "{\"table\":\"users\"}");
        drive("GET", V2 + "/{name}/dlqs", p, "");
        Map<String, String> users = with("full_table_name", "shop.public.users");
        drive("GET", V2 + "/{name}/dlqs/{full_table_name}", users, "");
        String records = V2 + "/{name}/dlqs/{full_table_name}/records";
        drive("GET", records + "?limit=5&offset=0&sort_order=asc", users, "");
        assertThat(drive("GET", records + "?fields=nonsense", users, "").status())
                .isEqualTo(400);
    }

    private void secrets(Map<String, String> p) {
        String secrets = V2 + "/{name}/secrets";
        drive("POST", secrets, p, "{\"key\":\"API_KEY\",\"value\":\"x\",\"type\":\"simple\"}");
        assertThat(drive("POST", secrets, p, "{\"key\":\"API_KEY\",\"value\":\"x\"}")
                        .status())
                .isEqualTo(409);
        drive("GET", secrets, p, "");
        Map<String, String> key = with("key", "API_KEY");
        drive("GET", secrets + "/{key}", key, "");
        drive("PUT", secrets + "/{key}", key, "{\"value\":\"y\"}");
        drive("DELETE", secrets + "/{key}", key, "");
    }

    private Answer drive(String method, String path, String body) {
        return drive(method, path, Map.of(), body);
    }

    /** Sends a request that fits the file, and checks that the answer does. */
    private Answer drive(String method, String template, Map<String, String> parameters, String body) {
        String[] parts = template.split("\\?", 2);
        String operation = method + " " + parts[0];
        CONTRACT.checkRequest(operation, parts.length > 1 ? parts[1] : "", json(body));
        String path = template;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        Answer answer = api.send(method, path, token, body);
        CONTRACT.checkAnswer(operation, answer);
        return answer;
    }

    private void done(Answer answer) {
        String id = answer.json().path("action_id").asText();
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
            String action = drive("GET", "/api/v1/actions/{action_id}", Map.of("action_id", id), "")
                    .json()
                    .path("status")
                    .asText();
            assertThat(action).isNotEqualTo("failed");
            return action.equals("completed");
        });
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String source() {
        return "{\"type\":\"cdc\",\"connection\":{\"type\":\"postgresql\",\"host\":\"127.0.0.1\",\"port\":5432,"
                + "\"database\":\"shop\",\"user\":\"me\",\"password\":\"x\"}}";
    }

    private static String targetConfig() {
        return "{\"connection\":{\"type\":\"redis\",\"host\":\"127.0.0.1\",\"port\":" + target.port() + "}}";
    }

    private static String config() {
        return "{\"sources\":{\"shop\":" + source() + "},\"targets\":{\"target\":" + targetConfig() + "},"
                + "\"processors\":{\"target_data_type\":\"hash\"},"
                + "\"jobs\":[{\"name\":\"users\",\"source\":{\"table\":\"users\"}}]}";
    }
}
