package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.control.api.TestApi.Answer;
import dev.rdi.model.ChangeEvent;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.wire.EntryReader;
import dev.rdi.wire.SchemaCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs in any language write changes. */
class IngestIT {

    private static final String INGEST = "/api/v2/pipelines/p/ingest";
    private static final String STREAM = "data:{rdi:p:sales.orders}";
    private static final String TABLES = """
            "tables":[{"schema":"sales","table":"orders","columns":[{"name":"id","type":"integer","key":true},
              {"name":"total","type":"decimal"},{"name":"day","type":"date"},{"name":"more","type":"structure"}]}]""";
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
        String config = "{\"sources\":{\"erp\":{\"type\":\"external\"}},\"targets\":{\"target\":{\"connection\":"
                + "{\"type\":\"redis\",\"host\":\"127.0.0.1\",\"port\":" + fixture.redis.port() + "}}}}";
        Answer made = fixture.admin("POST", "/api/v2/pipelines", "{\"name\":\"p\",\"config\":" + config + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    @Test
    void appendsChangesInTheirOrder() {
        Answer answer = send("", """
                {"schema":"sales","table":"orders","op":"r","after":{"id":1,"total":1.10,"day":"2024-02-29"},"ts_ms":5},
                {"schema":"sales","table":"orders","op":"u","after":{"id":1,"more":{"a":[1,null]}},"position":"x"},
                {"schema":"sales","table":"orders","op":"u","before":{"id":1},"after":{"id":9007199254740993}},
                {"schema":"sales","table":"orders","op":"d","before":{"id":1}},
                {"schema":"sales","table":"orders","op":"t"}""");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"appended\":6,\"repeated\":0}");
        List<ChangeEvent> events = entries();
        assertThat(events.stream().map(event -> String.valueOf(event.opcode().code())))
                .containsExactly("r", "u", "d", "c", "d", "t");
        assertThat(events.get(0).after().text("total")).contains("1.10");
        assertThat(events.get(0).after().text("day")).contains("19782");
        assertThat(events.get(0).source().timestampMicros()).isEqualTo(5000);
        assertThat(events.get(1).after().text("more")).contains("{\"a\":[1,null]}");
        assertThat(events.get(1).after().isUnavailable(1)).isTrue();
        assertThat(events.get(1).source().position()).isEqualTo("x");
        assertThat(events.get(3).key().text(0)).isEqualTo("9007199254740993");
        assertThat(events.get(3).table().server()).isEqualTo("erp");
        assertThat(fixture.redis.call("SISMEMBER", "rdi:{p}:streams", STREAM)).isEqualTo("1");
        assertThat(fixture.redis.call("XLEN", "rdi:{p}:bell")).isEqualTo("1");
    }

    /** Invariant 5: whichever reply was lost, and also if a part was appended only. */
    @Test
    void appendsANumberedRequestOnce() {
        assertThat(position()).isEqualTo("{\"sequence\":null}");
        String events = IntStream.range(0, 2500)
                .mapToObj(
                        id -> "{\"schema\":\"sales\",\"table\":\"orders\",\"op\":\"c\",\"after\":{\"id\":" + id + "}}")
                .collect(Collectors.joining(","));
        assertThat(send("\"sequence\":7,", events).body()).isEqualTo("{\"appended\":2500,\"repeated\":0}");
        assertThat(send("\"sequence\":7,", events).body()).isEqualTo("{\"appended\":0,\"repeated\":2500}");
        assertThat(position()).isEqualTo("{\"sequence\":7}");

        // As if a server had died after a part of request 8.
        fixture.redis.call("HSET", Keys.staged(STREAM), "ingest:erp", "8 1500");
        assertThat(send("\"sequence\":8,", events).body()).isEqualTo("{\"appended\":1000,\"repeated\":1500}");
        assertThat(fixture.redis.call("XLEN", STREAM)).isEqualTo("3500");
        assertThat(send("\"sequence\":3,", events).json().path("repeated").asInt())
                .isEqualTo(2500);

        fixture.redis.call("HSET", Keys.staged(STREAM), "ingest:erp", "10 1");
        assertThat(send("\"sequence\":9,", events).status())
                .as("a later one came before")
                .isEqualTo(409);
        assertThat(fixture.redis.call("XLEN", STREAM)).isEqualTo("3500");
    }

    @Test
    void namesEveryProblemWithItsPlaceAndAppendsNothing() {
        Answer answer = send("\"sequence\":1,", """
                {"schema":"sales","table":"orders","op":"c","after":{"id":1}},
                {"schema":"sales","table":"orders","op":"c","after":{"id":1,"total":"open sesame"}},
                {"schema":"sales","table":"orders","op":"c","after":{"total":1}},
                {"schema":"sales","table":"orders","op":"c","after":{"id":1,"colour":"red"}},
                {"schema":"sales","table":"nothing","op":"c","after":{"id":1}},
                {"schema":"sales","table":"orders","op":"d","after":{"id":1}},
                {"schema":"sales","table":"orders","op":"u","before":{"id":1}},
                {"schema":"sales","table":"orders","op":"t","after":{}},
                {"schema":"sales","table":"orders","op":"c","after":{"id":1},"ts_ms":9223372036854775807},
                {"schema":"sales","table":"orders","op":"c","after":{"id":1},"position":"\\u00e4"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("sesame");
        assertThat(paths(answer))
                .containsExactly(
                        "events[1].total",
                        "events[2].id",
                        "events[3].colour",
                        "events[4].table",
                        "events[5].after",
                        "events[6].after",
                        "events[7].op",
                        "events[8].time",
                        "events[9].position");
        assertThat(fixture.redis.call("EXISTS", STREAM)).isEqualTo("0");
    }

    @Test
    void namesWhatIsNoEvent() {
        assertThat(paths(send("", "7,{\"schema\":\"s\",\"table\":\"t\",\"op\":\"x\",\"more\":1}")))
                .containsExactly("events[0]", "events[1].op", "events[1].more");
        assertThat(send("\"sequence\":0,", event()).status()).isEqualTo(422);
        assertThat(post(fixture.admin, "{\"source\":\"a b\"," + TABLES + ",\"events\":[" + event() + "]}")
                        .status())
                .isEqualTo(422);
        assertThat(post(fixture.admin, "{\"source\":\"a\"," + TABLES + ",\"events\":[]}")
                        .status())
                .isEqualTo(422);
        String twice = TABLES.replace("}]}]", "},{\"name\":\"id\",\"type\":\"text\"}]}]");
        assertThat(paths(post(fixture.admin, "{\"source\":\"a\"," + twice + ",\"events\":[" + event() + "]}")))
                .containsExactly("tables[0].id");
    }

    @Test
    void isForExternalSourcesAndAdmins() {
        fixture.create("q");
        String body = "{\"source\":\"erp\"," + TABLES + ",\"events\":[" + event() + "]}";
        assertThat(fixture.admin("POST", "/api/v2/pipelines/q/ingest", body).status())
                .isEqualTo(409);
        assertThat(fixture.admin("POST", "/api/v2/pipelines/nowhere/ingest", body)
                        .status())
                .isEqualTo(404);
        assertThat(post(fixture.viewer, body).status()).isEqualTo(403);
    }

    /** R16: nothing is lost, because whoever sent it is told. */
    @Test
    void saysWhenThereIsNoRoom() {
        fixture.redis.call("CONFIG", "SET", "maxmemory", "1");
        try {
            Answer full = send("\"sequence\":1,", event());
            assertThat(full.status()).isEqualTo(503);
            assertThat(full.response().headers().firstValue("Retry-After")).isPresent();
        } finally {
            fixture.redis.call("CONFIG", "SET", "maxmemory", "0");
        }
        assertThat(send("\"sequence\":1,", event()).body()).isEqualTo("{\"appended\":1,\"repeated\":0}");

        fixture.redis.call("EVAL", "for i = 1, 200001 do redis.call('XADD', KEYS[1], '*', 'a', '') end", "1", STREAM);
        Answer behind = send("\"sequence\":2,", event());
        assertThat(behind.status()).isEqualTo(429);
        assertThat(behind.response().headers().firstValue("Retry-After")).isPresent();
    }

    private static String event() {
        return "{\"schema\":\"sales\",\"table\":\"orders\",\"op\":\"c\",\"after\":{\"id\":1}}";
    }

    private static Answer send(String sequence, String events) {
        return post(fixture.admin, "{\"source\":\"erp\"," + sequence + TABLES + ",\"events\":[" + events + "]}");
    }

    private static Answer post(String token, String body) {
        return fixture.api.send("POST", INGEST, token, body);
    }

    private static String position() {
        return fixture.viewer("GET", INGEST + "/erp", "").body();
    }

    private static List<String> paths(Answer answer) {
        List<String> paths = new ArrayList<>();
        for (JsonNode error : answer.json().path("errors")) {
            paths.add(error.path("details").path("path").asText());
        }
        return paths;
    }

    private static List<ChangeEvent> entries() {
        try (RedisConnection redis = RedisConnection.open(RedisAddress.parse(fixture.redis.url()), "")) {
            EntryReader reader = new EntryReader(fingerprint -> Optional.of(
                    SchemaCodec.fromJson((byte[]) redis.require("HGET", Keys.schemas(STREAM), fingerprint))));
            List<ChangeEvent> events = new ArrayList<>();
            for (Object entry : (List<?>) redis.require("XRANGE", STREAM, "-", "+")) {
                List<byte[]> fields = new ArrayList<>();
                ((List<?>) ((List<?>) entry).get(1)).forEach(field -> fields.add((byte[]) field));
                events.add(reader.read(fields));
            }
            return events;
        }
    }
}
