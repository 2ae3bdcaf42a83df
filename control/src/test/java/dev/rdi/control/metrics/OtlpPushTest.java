package dev.rdi.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rdi.control.metrics.Exposition.Buckets;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpPushTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Metric ROWS = Metric.counter("rows", "Rows", "table");
    private static final Metric LAG = Metric.gauge("lag", "Lag");
    private static final Metric TOOK = Metric.histogram("took", "Time", "pipeline");

    private static final Scrapes SCRAPES = new Scrapes() {
        @Override
        public void collector(Exposition exposition) {
            exposition.add(ROWS, 3_000_000_000_000L, "public.t");
            exposition.add(ROWS, 2, "public.u");
        }

        @Override
        public void processor(Exposition exposition) {
            exposition.add(TOOK, new Buckets(List.of(0.001, 1.0), List.of(2L, 5L), 7.25, 6), "p");
        }

        @Override
        public void operator(Exposition exposition) {
            exposition.add(LAG, Double.NaN);
        }
    };

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final HttpServer collector;
    private Optional<OtlpPush> push = Optional.empty();
    private volatile int status = 200;

    private record Received(String path, String type, String key, JsonNode body) {}

    OtlpPushTest() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        collector.createContext("/", this::receive);
        collector.start();
    }

    @AfterEach
    void stop() {
        push.ifPresent(OtlpPush::close);
        collector.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(new GZIPInputStream(exchange.getRequestBody()));
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("api-key"),
                    body));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "api-key=a%20b",
                "OTEL_RESOURCE_ATTRIBUTES",
                "deployment.environment=test",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "20");
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @Test
    void sendsAllMetrics() throws InterruptedException {
        push = OtlpPush.start(environment(), SCRAPES);
        Received request = next();
        assertThat(request.path()).isEqualTo("/v1/metrics");
        assertThat(request.type()).isEqualTo("application/json");
        assertThat(request.key()).isEqualTo("a b");
        JsonNode all = request.body().at("/resourceMetrics/0");
        assertThat(all.at("/resource/attributes")).hasToString("""
                    [{"key":"service.name","value":{"stringValue":"redis-di"}},\
                    {"key":"deployment.environment","value":{"stringValue":"test"}}]""");
        JsonNode metrics = all.at("/scopeMetrics/0/metrics");
        assertThat(metrics.findValuesAsText("name")).containsExactly("rows", "took", "lag");
        assertThat(metrics.at("/0/sum/aggregationTemporality").asInt()).isEqualTo(2);
        assertThat(metrics.at("/0/sum/isMonotonic").asBoolean()).isTrue();
        JsonNode rows = metrics.at("/0/sum/dataPoints/0");
        assertThat(rows.path("asInt")).hasToString("\"3000000000000\"");
        assertThat(rows.path("attributes"))
                .hasToString("[{\"key\":\"table\",\"value\":{\"stringValue\":\"public.t\"}}]");
        assertThat(rows.path("timeUnixNano").asText()).matches("\\d{19}");
        assertThat(metrics.at("/0/sum/dataPoints")).hasSize(2);
        JsonNode took = metrics.at("/1/histogram/dataPoints/0");
        assertThat(took.path("count").asText()).isEqualTo("6");
        assertThat(took.path("sum").asDouble()).isEqualTo(7.25);
        assertThat(took.path("bucketCounts")).hasToString("[\"2\",\"3\",\"1\"]");
        assertThat(took.path("explicitBounds")).hasToString("[0.001,1.0]");
        assertThat(metrics.at("/2/gauge/dataPoints/0/asDouble").asText()).isEqualTo("NaN");
        assertThat(next().body().at("/resourceMetrics")).hasSize(1);
    }

    @Test
    void goesOnWhereTheCollectorRefuses() throws InterruptedException {
        status = 503;
        push = OtlpPush.start(environment(), SCRAPES);
        next();
        status = 200;
        next();
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_SERVICE_NAME, redis-di",
        "OTEL_EXPORTER_OTLP_ENDPOINT, ''",
        "OTEL_EXPORTER_OTLP_ENDPOINT, '  '",
    })
    void isOffUnlessAnEndpointIsNamed(String variable, String value) {
        assertThat(OtlpSettings.of(Map.of(variable, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"OTEL_SDK_DISABLED, true", "OTEL_METRICS_EXPORTER, none"})
    void canBeSwitchedOff(String variable, String value) {
        assertThat(OtlpSettings.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318", variable, value)))
                .isEmpty();
    }

    @Test
    void prefersWhatIsSaidOfMetrics() {
        OtlpSettings settings = OtlpSettings.of(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318",
                        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "https://metrics/here?a=b",
                        "OTEL_EXPORTER_OTLP_TIMEOUT", "7000",
                        "OTEL_EXPORTER_OTLP_HEADERS", "a=1,b=2",
                        "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "b=3+4",
                        "OTEL_SERVICE_NAME", "rdi-1"))
                .orElseThrow();
        assertThat(settings.endpoint()).hasToString("https://metrics/here?a=b");
        assertThat(settings.timeout()).hasSeconds(7);
        assertThat(settings.interval()).hasSeconds(60);
        assertThat(settings.headers()).containsEntry("a", "1").containsEntry("b", "3+4");
        assertThat(settings.resource()).containsEntry("service.name", "rdi-1");
        assertThat(settings.toString()).doesNotContain("3+4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "OTEL_EXPORTER_OTLP_ENDPOINT;collector:4318;http://HOST:4318",
                "OTEL_EXPORTER_OTLP_ENDPOINT;http:// x;http://HOST:4318",
                "OTEL_METRIC_EXPORT_INTERVAL;soon;milliseconds",
                "OTEL_EXPORTER_OTLP_TIMEOUT;0;milliseconds",
                "OTEL_EXPORTER_OTLP_HEADERS;key;NAME=VALUE",
                "OTEL_EXPORTER_OTLP_HEADERS;key=%z;%25"
            })
    void saysWhichVariableIsWrong(String variable, String value, String cure) {
        Map<String, String> environment = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318"));
        environment.put(variable, value);
        assertThatThrownBy(() -> OtlpSettings.of(environment)).isInstanceOfSatisfying(RdiException.class, e -> {
            assertThat(e.what()).startsWith(variable).doesNotContain("%z");
            assertThat(e.cure()).contains(cure);
        });
    }
}
