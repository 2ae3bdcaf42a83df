package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.api.TestApi.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent: a 4xx, never a 500, and nothing changes. */
class FuzzIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DUMP = "local s = '' local keys = redis.call('KEYS', '*') table.sort(keys)"
            + " for _, k in ipairs(keys) do s = s .. k .. redis.sha1hex(redis.call('DUMP', k)) end return redis.sha1hex(s)";

    private static final List<String> NO_BODIES = List.of(
            "{",
            "[",
            "nul",
            "{\"a\":}",
            "{\"config\":{},\"config\":{}}",
            "{\"config\":{\"a\":1,\"a\":2}}",
            "{} {}",
            "{}x",
            "'a'",
            "NaN",
            "{\"config\":{\"x\":1e999999999}}",
            "{\"config\":{\"x\":-1e-999999999}}",
            "{\"config\":{\"x\":" + "9".repeat(5_000) + "}}",
            "{\"config\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}",
            "[".repeat(100_000),
            "{\"" + "n".repeat(50_000) + "\":1}",
            "[]",
            "7",
            "\"x\"",
            "null",
            "true",
            "\u0000",
            "{\"name\":7}",
            "{\"name\":\"../../x\"}",
            "{\"name\":\"a\\u0000b\",\"config\":{}}",
            "{\"config\":[]}",
            "{\"config\":\"x\"}",
            "{\"active\":\"yes\"}",
            "{\"active\":1}",
            "{\"active\":true,\"config\":{\"jobs\":7}}",
            "{\"config\":{\"jobs\":[7]}}",
            "{\"config\":{\"jobs\":[{\"name\":\"a\"},{\"name\":\"a\"}]}}",
            "{\"config\":{\"sources\":[[[[[]]]]]}}",
            "{\"unknown\":1}",
            "{\"value\":7,\"key\":null}",
            "{\"key\":\"K\",\"value\":\"v\",\"type\":\"odd\"}",
            "{\"username\":\"x\",\"password\":{}}",
            "{\"role\":\"root\"}");

    private static final List<String> TAKERS = List.of(
            "POST /api/v2/pipelines",
            "PUT /api/v2/pipelines/p",
            "PATCH /api/v2/pipelines/p",
            "PUT /api/v2/pipelines/new",
            "POST /api/v2/pipelines/p/secrets",
            "POST /api/v2/pipelines/p/ingest",
            "PUT /api/v2/pipelines/p/secrets/K",
            "POST /api/v2/users",
            "PATCH /api/v2/users/watcher");

    private static final List<String> PATHS = List.of(
            "/api/v2/pipelines/..",
            "/api/v2/pipelines/%2e%2e",
            "/api/v2/pipelines/%2e%2e/users",
            "/api/v2/../v2/users",
            "/api/v2/pipelines/p/../../users",
            "/api/v2/pipelines/%00",
            "/api/v2/pipelines/p%00",
            "/api/v2/pipelines/%",
            "/api/v2/pipelines/%zz",
            "/api/v2/pipelines/%c0%ae%c0%ae",
            "/api/v2/pipelines/%ff",
            "/api/v2/pipelines/a%2fb",
            "/api/v2/pipelines/a%5cb",
            "/api/v2/pipelines/p%0d%0aX:%20y",
            "/api/v2/pipelines//p",
            "/api/v2/pipelines/p/",
            "/api/v2/pipelines/p;x=y",
            "/api/v2/pipelines/" + "a".repeat(7_000),
            "/api/v2/pipelines/" + "a".repeat(70_000),
            "/api/v2/pipelines/p?x=%",
            "/api/v2/pipelines/p?x=1&x=2",
            "/api/v2/pipelines/p/dlqs/%2e%2e/records",
            "/api/v2/pipelines/p/dlqs/t/records?limit=99999999999999999999",
            "/api/v2/pipelines/p/revisions/99999999999999999999",
            "/api/v2/pipelines/p/revisions/-1",
            "/docs/%2e%2e/index.html",
            "/docs/..%2f..%2fetc%2fpasswd",
            "/docs/application.conf",
            "//",
            "*",
            "http://[::1",
            "/\u00e4",
            "/ /");

    private static ApiFixture fixture;

    private String before = "";

    @BeforeAll
    static void start() {
        fixture = new ApiFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void remember() {
        fixture.clear();
        fixture.create("p");
        before = dump();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(dump()).isEqualTo(before);
        assertThat(fixture.viewer("GET", "/api/v2/pipelines/p", "").status()).isEqualTo(200);
    }

    private static String dump() {
        return String.valueOf(fixture.redis.call("EVAL", DUMP, "0"));
    }

    @Test
    void refusesBodies() {
        for (String taker : TAKERS) {
            for (String body : NO_BODIES) {
                Answer answer = fixture.admin(word(taker, 0), word(taker, 1), body);
                assertThat(answer.status()).as(taker + " " + start(body)).isBetween(400, 499);
                assertThat(answer.json().path("detail").asText()).isNotBlank();
                assertThat(answer.body()).doesNotContain("Exception", "at dev.rdi");
            }
        }
    }

    @Test
    void refusesBytesThatAreNoText() {
        for (String taker : TAKERS) {
            HttpRequest request = HttpRequest.newBuilder(fixture.api.uri(word(taker, 1)))
                    .method(word(taker, 0), HttpRequest.BodyPublishers.ofByteArray(new byte[] {
                        '{', '"', (byte) 0xc3, '(', '"', ':', '1', '}'
                    }))
                    .header("Authorization", "Bearer " + fixture.admin)
                    .build();
            assertThat(fixture.api.send(request).status()).as(taker).isEqualTo(422);
        }
    }

    @Test
    void survivesMutatedConfigurations() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            ObjectNode config = (ObjectNode) JSON.readTree(fixture.config(100)
                    .replaceFirst(
                            "\\{",
                            "{\"jobs\":[{\"name\":\"j\",\"source\":{\"table\":\"t\"},\"transform\":[{\"uses\":\"filter\","
                                    + "\"with\":{\"language\":\"jmespath\",\"expression\":\"a\"}}]}],"));
            mutate(config, random);
            mutate(config, random);
            Answer answer = fixture.admin(
                    "PUT", "/api/v2/pipelines/p?dry_run=true", "{\"config\":" + JSON.writeValueAsString(config) + "}");
            assertThat(answer.status()).as(config.toString()).isIn(200, 422);
        }
    }

    /** Replaces one value somewhere inside. */
    private static void mutate(ObjectNode config, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(config, objects);
        ObjectNode chosen = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        chosen.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || random.nextInt(5) == 0 ? odd(random) : names.get(random.nextInt(names.size()));
        switch (random.nextInt(8)) {
            case 0 -> chosen.putNull(name);
            case 1 -> chosen.put(name, odd(random));
            case 2 -> chosen.put(name, random.nextLong());
            case 3 -> chosen.put(name, new BigDecimal("1e300"));
            case 4 -> chosen.putArray(name).addArray().addNull();
            case 5 -> chosen.putObject(name).put(odd(random), odd(random));
            case 6 -> chosen.put(name, random.nextBoolean());
            default -> chosen.remove(name);
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (node instanceof ContainerNode) {
            node.forEach(child -> collect(child, objects));
        }
    }

    private static String odd(Random random) {
        List<String> texts = List.of(
                "",
                " ",
                "\u0000",
                "\u2028\u0007",
                "\ud800",
                "${",
                "${NAME}",
                "$${",
                "*",
                "&a",
                "<<",
                "!!java.lang.String",
                "'\"",
                "a\nb: c",
                "9".repeat(200),
                "\ud83d\ude00",
                "x".repeat(20_000));
        return texts.get(random.nextInt(texts.size()));
    }

    @Test
    void refusesPaths() {
        for (String path : PATHS) {
            for (String method : List.of("GET", "PUT", "DELETE", "BREW", "get", "TRACE")) {
                String answer = RawHttp.send(
                        fixture.api.server().port(),
                        method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + fixture.admin
                                + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                assertThat(RawHttp.status(answer))
                        .as(method + " " + start(path) + "\n" + answer)
                        .isBetween(400, 499);
            }
        }
    }

    @Test
    void refusesWhatIsNoHttp() {
        Stream.of(
                        "\r\n\r\n\r\n",
                        "GET\r\n\r\n",
                        "GET / HTTP/9.9\r\n\r\n",
                        "GET / HTTP/1.1\r\n\r\n",
                        "GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
                        "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                        "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                        "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                        "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001")
                .forEach(request -> {
                    String answer = RawHttp.send(fixture.api.server().port(), request);
                    assertThat(RawHttp.status(answer))
                            .as(start(request) + "\n" + answer)
                            .matches(it -> it == 0 || it == 505 || it / 100 == 4);
                    assertThat(answer).doesNotContain("Exception", "jetty", "Jetty");
                });
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        String large = "{\"config\":{\"a\":\"" + "x".repeat(1 << 20) + "\"}}";
        assertThat(fixture.admin("PUT", "/api/v2/pipelines/p", large).status()).isEqualTo(413);
        assertThat(fixture.api
                        .send("POST", "/api/v1/login", "", TestApi.credentials("a", "b".repeat(5_000)))
                        .status())
                .isEqualTo(413);
        byte[] chunked = ("POST /api/v1/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + ("400\r\n" + "x".repeat(0x400) + "\r\n").repeat(20))
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(RawHttp.status(RawHttp.send(fixture.api.server().port(), chunked)))
                .isEqualTo(413);
    }

    @Test
    void refusesWhoeverIsNotKnownBeforeItReadsABody() {
        String unknown = "PUT /api/v2/pipelines/p HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{";
        assertThat(RawHttp.status(RawHttp.send(fixture.api.server().port(), unknown)))
                .isEqualTo(401);
    }

    @Test
    void answersWhoeverSendsAllOfABodyBeforeReading() {
        String body = "[".repeat(300_000);
        for (int i = 0; i < 200; i++) {
            assertThat(fixture.api.send("PUT", "/api/v2/pipelines/p", "", body).status())
                    .isEqualTo(401);
        }
    }

    private static String word(String text, int index) {
        return List.of(text.split(" ", -1)).get(index);
    }

    private static String start(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
