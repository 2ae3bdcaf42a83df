package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.control.api.TestApi.Answer;
import dev.rdi.control.metrics.Exposition;
import dev.rdi.embedded.RedisCluster;
import dev.rdi.embedded.RedisServer;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataApiIT {

    private static final String P = "/api/v2/pipelines/p";
    private static ApiFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new ApiFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void createPipeline() {
        fixture.clear();
        fixture.create("p");
    }

    @Test
    void listsDeadLetters() {
        String stream = "data:{rdi:p:public.users}";
        fixture.redis.call("SADD", "rdi:{p}:streams", stream);
        for (int i = 1; i <= 30; i++) {
            fixture.redis.call(
                    "XADD",
                    "dlq:" + stream,
                    i + "-0",
                    "code",
                    "job.key",
                    "reason",
                    "no key " + i,
                    "job",
                    "users",
                    "time",
                    "2026-01-01T00:00:00Z",
                    "opcode",
                    "c",
                    "row_key",
                    "{\"id\":" + i + "}",
                    "record",
                    "{\"server_name\":\"s\",\"schema\":\"public\",\"table\":\"users\",\"after\":{\"name\":\"Ann\"}}");
        }
        assertThat(fixture.viewer("GET", P + "/dlqs", "")
                        .json()
                        .path("shop.public.users")
                        .path("total_count")
                        .asInt())
                .isEqualTo(30);
        assertThat(fixture.viewer("GET", P + "/dlqs/public.users", "").body())
                .isEqualTo("{\"shop.public.users\":{\"total_count\":30}}");
        JsonNode newest = records("");
        assertThat(newest).hasSize(20);
        assertThat(newest.get(0).path("__dlq_stream_entry_id").asText()).isEqualTo("30-0");
        assertThat(newest.get(0).path("after").path("name").asText()).isEqualTo("Ann");
        JsonNode page = records("?limit=25&offset=2&sort_order=asc&fields=table,reason_rejected");
        assertThat(page).hasSize(25);
        assertThat(page.get(0).toString()).isEqualTo("{\"reason_rejected\":\"no key 3\",\"table\":\"users\"}");
        assertThat(fixture.viewer("GET", P + "/dlqs/shop.public.users/records", "")
                        .body())
                .contains("reason_rejected")
                .doesNotContain("Ann");
        assertThat(status("/dlqs/public.other")).isEqualTo(404);
        assertThat(status("/dlqs/public.users/records?fields=password")).isEqualTo(400);
        assertThat(status("/dlqs/public.users/records?limit=0")).isEqualTo(422);
        assertThat(status("/dlqs/public.users/records?limit=1001")).isEqualTo(422);
        assertThat(status("/dlqs/public.users/records?sort_order=up")).isEqualTo(422);
    }

    private static JsonNode records(String query) {
        return fixture.admin("GET", P + "/dlqs/shop.public.users/records" + query, "")
                .json()
                .path("records");
    }

    private static int status(String path) {
        return fixture.admin("GET", P + path, "").status();
    }

    @Test
    void replaysDeadLetters() {
        String stream = "data:{rdi:p:public.users}";
        fixture.redis.call("SADD", "rdi:{p}:streams", stream);
        for (int i = 1; i <= 3; i++) {
            fixture.redis.call(
                    "XADD",
                    "dlq:" + stream,
                    i + "-0",
                    "code",
                    i == 1 ? "job.key" : "target.wrong-type",
                    "reason",
                    "why",
                    "job",
                    "users",
                    "time",
                    "2026-01-0" + i + "T00:00:00Z",
                    "opcode",
                    "u",
                    "row_key",
                    "{\"id\":" + i + "}",
                    "record",
                    "{}",
                    "k",
                    "v");
        }
        String path = P + "/dlqs/public.users/replay";
        assertThat(fixture.admin("POST", path, "{\"dry_run\":true}")
                        .json()
                        .path("replayed")
                        .asInt())
                .isEqualTo(3);
        assertThat(fixture.admin("POST", path, "{\"code\":\"job.key\"}").body())
                .contains("\"replayed\":1", "\"id\":\"1-0\"", "\"verdict\":\"replayed\"");
        assertThat(fixture.admin("POST", path, "{\"id\":\"1-0\"}")
                        .json()
                        .path("gone")
                        .asInt())
                .isEqualTo(1);
        assertThat(fixture.admin("POST", path, "{\"from\":\"2026-01-03T00:00:00Z\"}")
                        .json()
                        .path("replayed")
                        .asInt())
                .isEqualTo(1);
        assertThat(fixture.viewer("GET", P + "/dlqs/public.users", "").body()).contains("\"total_count\":1");
        assertThat(fixture.redis.call("XLEN", stream)).isEqualTo("2");
        assertThat(fixture.viewer("POST", path, "{}").status()).isEqualTo(403);
        for (String wrong : List.of("{\"limit\":0}", "{\"from\":\"soon\"}", "{\"id\":\"x\"}", "{\"other\":1}")) {
            assertThat(fixture.admin("POST", path, wrong).status()).as(wrong).isEqualTo(422);
        }
        assertThat(fixture.admin("POST", P + "/dlqs/public.other/replay", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void keepsSecretsWithoutGivingThemBack() {
        Answer created = fixture.admin("POST", P + "/secrets", "{\"key\":\"DB\",\"value\":\"canary\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).isEqualTo("{\"key\":\"DB\",\"type\":\"simple\"}");
        assertThat(fixture.admin("POST", P + "/secrets", "{\"key\":\"DB\",\"value\":\"x\"}")
                        .status())
                .isEqualTo(409);
        assertThat(fixture.admin("PUT", P + "/secrets/DB", "{\"value\":\"YQ==\",\"type\":\"binary_file\"}")
                        .body())
                .isEqualTo("{\"key\":\"DB\",\"type\":\"binary_file\"}");
        assertThat(fixture.viewer("GET", P + "/secrets", "").body())
                .doesNotContain("canary")
                .contains("DB");
        assertThat(fixture.viewer("GET", P + "/secrets/DB", "").status()).isEqualTo(200);
        assertThat(fixture.viewer("DELETE", P + "/secrets/DB", "").status()).isEqualTo(403);
        assertThat(fixture.admin("DELETE", P + "/secrets/DB", "").status()).isEqualTo(204);
        assertThat(status("/secrets/DB")).isEqualTo(404);
        assertThat(fixture.admin("DELETE", P + "/secrets/DB", "").status()).isEqualTo(404);
        assertThat(fixture.admin("PUT", P + "/secrets/DB", "{\"value\":7,\"type\":\"x\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void looksIntoTheSource() {
        JsonNode column = fixture.viewer("GET", P + "/source-schemas/shop?details=columns&schemas=public", "")
                .json()
                .at("/schemas/public/tables/users/columns/id");
        assertThat(column.toString())
                .isEqualTo("{\"type\":\"int4\",\"size\":32,\"primary_key\":true,\"unique_constraint\":true}");
        assertThat(status("/source-schemas/other")).isEqualTo(404);
        assertThat(status("/source-schemas/shop?details=all")).isEqualTo(422);
    }

    @Test
    void showsWhatThePartsHaveDone() {
        JsonNode collections =
                fixture.viewer("GET", P + "/metric-collections", "").json();
        assertThat(collections.findValuesAsText("name")).containsExactly("collector-source", "processor");
        assertThat(fixture.viewer("GET", P + "/metric-collections/processor", "")
                        .json()
                        .path("metrics")
                        .path("data_streams")
                        .has("totals"))
                .isTrue();
        JsonNode collector = fixture.viewer("GET", P + "/metric-collections/collector-source", "")
                .json()
                .path("metrics");
        assertThat(collector.at("/snapshot/status").asText()).isEqualTo("N/A");
        assertThat(collector.at("/snapshot/tables").isArray()).isTrue();
        assertThat(collector.path("lag").isObject()).isTrue();
        assertThat(status("/metric-collections/other")).isEqualTo(404);
    }

    @Test
    void givesMetricsToAnyone() {
        Answer all = fixture.api.send("GET", "/metrics", "", "");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.response().headers().firstValue("Content-Type")).contains(Exposition.CONTENT_TYPE);
        assertThat(all.body()).endsWith("rdi_operator_is_leader{instance_id=\"here\",name=\"p\"} 0\n");
        assertThat(fixture.api.send("GET", "/operator/metrics", "", "").body()).isEqualTo(all.body());
        assertThat(fixture.api.send("GET", "/processor/metrics", "", "").body()).isEmpty();
    }

    @Test
    void neverEmptiesAnRdiDatabase() {
        assertThat(fixture.viewer("POST", P + "/flush-target/target", "").status())
                .isEqualTo(403);
        assertThat(fixture.admin("POST", P + "/flush-target/other", "").status())
                .isEqualTo(404);
        Answer refused = fixture.admin("POST", P + "/flush-target/target", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(status("")).isEqualTo(200);
    }

    @Test
    void emptiesEveryMasterOfACluster() {
        try (RedisCluster cluster = RedisCluster.start(3)) {
            String config =
                    fixture.config(100).replace("\"port\":" + fixture.redis.port(), "\"port\":" + port(cluster));
            assertThat(fixture.admin("POST", "/api/v2/pipelines", "{\"name\":\"c\",\"config\":" + config + "}")
                            .status())
                    .isEqualTo(201);
            for (RedisServer master : cluster.masters()) {
                fill(cluster, master);
            }
            Answer emptied = fixture.admin("POST", "/api/v2/pipelines/c/flush-target/target", "");
            assertThat(emptied.status()).as(emptied.body()).isEqualTo(200);
            assertThat(cluster.masters())
                    .allSatisfy(master -> assertThat(master.call("DBSIZE")).isEqualTo("0"));
        }
    }

    private static int port(RedisCluster cluster) {
        return cluster.masters().get(0).port();
    }

    /** A key for this server. */
    private static void fill(RedisCluster cluster, RedisServer master) {
        int number = 0;
        while (cluster.of("key:" + number).port() != master.port()) {
            number++;
        }
        assertThat(master.call("SET", "key:" + number, "v")).isEqualTo("OK");
    }

    @Test
    void gettersOfReferencesWorkWithoutAPipeline() {
        assertThat(fixture.api.send("GET", "/api/v2/info", "", "").body())
                .isEqualTo("{\"version\":\"1.2.3\",\"leader_election_mode\":\"leader\"}");
        assertThat(fixture.viewer("GET", "/api/v2/schemas/config", "").json().has("properties"))
                .isTrue();
        assertThat(fixture.viewer("GET", "/api/v2/schemas/jobs", "").json().has("properties"))
                .isTrue();
    }

    @Test
    void isReadyWhileItCanWork() {
        assertThat(fixture.api.send("GET", "/readyz", "", "").status()).isEqualTo(200);
        fixture.api.working.set(false);
        assertThat(fixture.api.send("GET", "/readyz", "", "").status()).isEqualTo(503);
        assertThat(fixture.api.send("GET", "/healthz", "", "").status()).isEqualTo(200);
        fixture.api.working.set(true);
    }

    @Test
    void pagesOfOtherSitesMayNotUseIt() {
        Answer preflight = fixture.api.send(HttpRequest.newBuilder(fixture.api.uri("/api/v2/info"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .build());
        assertThat(preflight.status()).isEqualTo(403);
        Answer plain = fixture.api.send(HttpRequest.newBuilder(fixture.api.uri("/api/v2/info"))
                .header("Origin", "https://evil.example")
                .build());
        assertThat(plain.response().headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
