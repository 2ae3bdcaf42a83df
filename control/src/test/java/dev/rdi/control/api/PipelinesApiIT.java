package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.control.api.TestApi.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PipelinesApiIT {

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
    void clear() {
        fixture.clear();
    }

    @Test
    void createsShowsAndRemovesAPipeline() {
        Answer created = fixture.create("p");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        JsonNode shown = fixture.admin("GET", P, "").json();
        assertThat(shown.path("name").asText()).isEqualTo("p");
        assertThat(shown.path("active").asBoolean()).isTrue();
        assertThat(shown.path("status").asText()).isEqualTo("creating");
        assertThat(shown.path("current").asBoolean()).isFalse();
        assertThat(shown.path("config")
                        .path("processors")
                        .path("dlq_max_messages")
                        .asInt())
                .isEqualTo(100);
        assertThat(shown.path("components").findValuesAsText("type"))
                .containsExactly("debezium-collector", "stream-processor");
        assertThat(fixture.admin("GET", "/api/v2/pipelines", "").json()).hasSize(1);
        assertThat(fixture.create("p").status()).isEqualTo(409);
        assertThat(fixture.admin("DELETE", P, "").status()).isEqualTo(204);
        assertThat(fixture.admin("GET", P, "").json().path("status").asText())
                .as("no server has removed it yet")
                .isEqualTo("deleting");
        assertThat(fixture.admin("DELETE", P, "").status()).isEqualTo(404);
        assertThat(fixture.admin("POST", P + "/start", "").status()).isEqualTo(404);
        assertThat(fixture.admin("GET", P + "/jobs", "").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("R37: a dry run changes nothing")
    void aDryRunChangesNothing() {
        String body = "{\"name\":\"p\",\"config\":" + fixture.config(100) + "}";
        assertThat(fixture.admin("POST", "/api/v2/pipelines?dry_run=true", body).status())
                .isEqualTo(201);
        assertThat(fixture.admin("PUT", P + "?dry_run=true", "{\"config\":" + fixture.config(7) + "}")
                        .status())
                .isEqualTo(200);
        assertThat(fixture.admin("GET", P, "").status()).isEqualTo(404);
        fixture.create("p");
        JsonNode tried = fixture.admin("PATCH", P + "?dry_run=true", patch("{\"processors\":{\"dlq_max_messages\":7}}"))
                .json();
        assertThat(tried.path("config")
                        .path("processors")
                        .path("dlq_max_messages")
                        .asInt())
                .isEqualTo(7);
        assertThat(deadLetters()).isEqualTo("100");
    }

    @Test
    void namesEachProblemOfAConfiguration() {
        Answer refused = fixture.admin(
                "POST", "/api/v2/pipelines", "{\"config\":{\"sources\":{},\"targets\":{\"t\":{}},\"procesors\":{}}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("detail").asText()).isEqualTo("Validation failed");
        JsonNode errors = refused.json().path("errors");
        assertThat(errors.size()).isGreaterThan(2);
        errors.forEach(error -> {
            assertThat(error.path("code").asText()).isEqualTo("validation_error");
            assertThat(error.path("message").asText()).isNotBlank();
            assertThat(error.path("remediation").asText()).isNotBlank();
            assertThat(error.path("details").path("code").asText()).contains(".");
        });
        assertThat(errors.findValuesAsText("message")).anyMatch(it -> it.contains("procesors"));
    }

    @Test
    void tellsProblemsOfJobsApart() {
        String config = fixture.config(1).replaceFirst("\\{", "{\"jobs\":[{\"name\":\"j\",\"source\":{}}],");
        Answer refused = fixture.admin("POST", "/api/v2/pipelines", "{\"config\":" + config + "}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").get(0).path("code").asText()).isEqualTo("job_validation_error");
        assertThat(refused.json()
                        .path("errors")
                        .get(0)
                        .path("details")
                        .path("job")
                        .asText())
                .isEqualTo("j");
    }

    @Test
    @DisplayName("R35: null removes, absent keeps")
    void aPatchMergesAndNullRemoves() {
        fixture.create("p");
        fixture.admin("PATCH", P, patch("{\"processors\":{\"read_batch_size\":500},\"metadata\":{\"name\":\"Shop\"}}"));
        JsonNode merged = fixture.admin("GET", P, "").json().path("config");
        assertThat(merged.path("processors").path("read_batch_size").asInt()).isEqualTo(500);
        assertThat(merged.path("processors").path("dlq_max_messages").asInt()).isEqualTo(100);
        assertThat(merged.path("metadata").path("name").asText()).isEqualTo("Shop");
        Answer removed =
                fixture.admin("PATCH", P, patch("{\"processors\":{\"read_batch_size\":null},\"metadata\":null}"));
        assertThat(removed.status()).as(removed.body()).isEqualTo(200);
        JsonNode left = removed.json().path("config");
        assertThat(left.path("processors").has("read_batch_size")).isFalse();
        assertThat(left.has("metadata")).isFalse();
        assertThat(left.path("sources").path("shop").path("type").asText()).isEqualTo("cdc");
    }

    @Test
    void aPatchOfNothingMakesNoRevision() {
        fixture.create("p");
        assertThat(fixture.admin("PATCH", P, "{}").status()).isEqualTo(200);
        assertThat(fixture.admin("PATCH", P, patch("{}")).status()).isEqualTo(200);
        assertThat(fixture.admin("PATCH", P, patch("{\"processors\":{\"dlq_max_messages\":100}}"))
                        .status())
                .isEqualTo(200);
        assertThat(fixture.admin("PUT", P, "{\"config\":" + fixture.config(100) + "}")
                        .status())
                .isEqualTo(200);
        assertThat(fixture.admin("GET", P + "/revisions", "").json()).hasSize(1);
    }

    @Test
    void patchesAtTheSameTimeAllCount() {
        fixture.create("p");
        List<String> settings =
                List.of("dlq_max_messages", "read_batch_size", "read_batch_timeout_ms", "retry_max_attempts");
        List<Integer> statuses = IntStream.range(0, settings.size())
                .parallel()
                .mapToObj(i -> fixture.admin(
                                "PATCH", P, patch("{\"processors\":{\"" + settings.get(i) + "\":" + (7 + i) + "}}"))
                        .status())
                .toList();
        assertThat(statuses).containsOnly(200);
        JsonNode processors = fixture.admin("GET", P, "").json().path("config").path("processors");
        IntStream.range(0, settings.size())
                .forEach(i ->
                        assertThat(processors.path(settings.get(i)).asInt()).isEqualTo(7 + i));
    }

    @Test
    @DisplayName("R48: an update leaves a stopped pipeline stopped")
    void anUpdateDoesNotStart() {
        fixture.create("p");
        assertThat(fixture.admin("POST", P + "/stop", "").json().path("active").asBoolean())
                .isFalse();
        assertThat(fixture.admin("PUT", P, "{\"config\":" + fixture.config(7) + "}")
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse();
        assertThat(fixture.admin("POST", P + "/reset", "").json().path("active").asBoolean())
                .isFalse();
        assertThat(fixture.admin("POST", P + "/start", "").json().path("active").asBoolean())
                .isTrue();
        assertThat(fixture.admin("PATCH", P, "{\"active\":false}")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("stopping");
        assertThat(fixture.admin("GET", P + "/status", "").json().path("status").asText())
                .isEqualTo("stopping");
    }

    @Test
    void keepsAHistoryThatCanBeRolledBack() {
        fixture.create("p");
        fixture.admin("PUT", P, "{\"config\":" + fixture.config(7) + "}");
        JsonNode revisions = fixture.admin("GET", P + "/revisions", "").json();
        assertThat(revisions.findValuesAsText("number")).containsExactly("2", "1");
        assertThat(revisions.findValuesAsText("by")).containsOnly("admin");
        assertThat(revisions.get(0).path("current").asBoolean()).isTrue();
        assertThat(fixture.admin("GET", P + "/revisions/1/diff", "")
                        .json()
                        .path("diff")
                        .asText())
                .contains("-    \"dlq_max_messages\" : 100", "+    \"dlq_max_messages\" : 7");
        assertThat(fixture.admin("POST", P + "/revisions/1/rollback", "").status())
                .isEqualTo(200);
        assertThat(deadLetters()).isEqualTo("100");
        assertThat(fixture.admin("GET", P + "/revisions/3", "")
                        .json()
                        .path("comment")
                        .asText())
                .isEqualTo("rollback to 1");
        assertThat(fixture.admin("GET", P + "/revisions/9", "").status()).isEqualTo(404);
        assertThat(fixture.admin("GET", P + "/revisions/x", "").status()).isEqualTo(404);
    }

    @Test
    void aViewerLooksAndSeesNoSecret() {
        fixture.create("p");
        assertThat(fixture.viewer("GET", P, "").body()).contains("shop").doesNotContain("open sesame");
        assertThat(fixture.viewer("GET", P + "/revisions/1", "").body()).doesNotContain("open sesame");
        assertThat(fixture.admin("GET", P, "").body()).contains("open sesame");
    }

    private static String deadLetters() {
        return fixture.admin("GET", P, "")
                .json()
                .path("config")
                .path("processors")
                .path("dlq_max_messages")
                .asText();
    }

    private static String patch(String config) {
        return "{\"config\":" + config + "}";
    }
}
