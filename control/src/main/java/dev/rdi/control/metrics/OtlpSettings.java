package dev.rdi.control.metrics;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where metrics are pushed to, and how, from the environment variables that OpenTelemetry's specification
 * <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">names</a>.
 *
 * <p>Immutable. Its text form leaves the headers out, which may hold a password.
 *
 * @param endpoint takes the requests
 * @param headers sent with each request
 * @param resource what is measured: attributes
 * @param interval between two requests
 * @param timeout of a request
 * @param ca a PEM file with the authorities that the endpoint's certificate is checked against
 */
public record OtlpSettings(
        URI endpoint,
        Map<String, String> headers,
        Map<String, String> resource,
        Duration interval,
        Duration timeout,
        Optional<String> ca) {

    private static final String PREFIX = "OTEL_EXPORTER_OTLP_";
    private static final String METRICS = PREFIX + "METRICS_";
    private static final long INTERVAL_MILLIS = 60_000;
    private static final long TIMEOUT_MILLIS = 10_000;

    public OtlpSettings {
        headers = Map.copyOf(headers);
    }

    /**
     * What the environment says; empty unless it names an endpoint.
     *
     * @throws RdiException CONFIG if a variable can't be understood
     */
    public static Optional<OtlpSettings> of(Map<String, String> environment) {
        boolean off = "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"))
                || "none".equals(environment.get("OTEL_METRICS_EXPORTER"));
        return off
                ? Optional.empty()
                : endpoint(environment)
                        .map(endpoint -> new OtlpSettings(
                                endpoint,
                                pairs(environment, "HEADERS"),
                                resource(environment),
                                millis(environment, "OTEL_METRIC_EXPORT_INTERVAL", INTERVAL_MILLIS),
                                timeout(environment),
                                given(environment, "CERTIFICATE")));
    }

    /** A protocol that was asked for and that isn't ours, which is JSON over HTTP. */
    public static Optional<String> otherProtocol(Map<String, String> environment) {
        return given(environment, "PROTOCOL").filter(it -> !it.equals("http/json"));
    }

    private static Optional<URI> endpoint(Map<String, String> environment) {
        Optional<String> own = text(environment, METRICS + "ENDPOINT");
        return own.isPresent()
                ? own.map(it -> uri(METRICS + "ENDPOINT", it))
                : text(environment, PREFIX + "ENDPOINT")
                        .map(it -> uri(PREFIX + "ENDPOINT", it.replaceFirst("/*$", "/v1/metrics")));
    }

    private static URI uri(String variable, String text) {
        try {
            URI uri = new URI(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The same answer as for one without a host.
        }
        throw wrong(variable + " is no address of HTTP", "write http://HOST:4318 or https://HOST:4318");
    }

    private static Map<String, String> resource(Map<String, String> environment) {
        Map<String, String> resource = new LinkedHashMap<>();
        resource.put("service.name", "redis-di");
        resource.putAll(split("OTEL_RESOURCE_ATTRIBUTES", environment.getOrDefault("OTEL_RESOURCE_ATTRIBUTES", "")));
        text(environment, "OTEL_SERVICE_NAME").ifPresent(name -> resource.put("service.name", name));
        return resource;
    }

    private static Map<String, String> pairs(Map<String, String> environment, String name) {
        Map<String, String> pairs =
                new LinkedHashMap<>(split(PREFIX + name, environment.getOrDefault(PREFIX + name, "")));
        pairs.putAll(split(METRICS + name, environment.getOrDefault(METRICS + name, "")));
        return pairs;
    }

    /** Pairs with {@code =} between commas, their values encoded as in URLs. */
    private static Map<String, String> split(String variable, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals).strip(),
                        decoded(variable, pair.substring(equals + 1).strip()));
            } else if (!pair.isBlank()) {
                throw wrong(variable + " has a part without a value", "write NAME=VALUE,NAME=VALUE");
            }
        }
        return pairs;
    }

    private static String decoded(String variable, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(variable + " has a % without two digits behind it", "write a percent sign as %25");
        }
    }

    private static Duration timeout(Map<String, String> environment) {
        Duration common = millis(environment, PREFIX + "TIMEOUT", TIMEOUT_MILLIS);
        return millis(environment, METRICS + "TIMEOUT", common.toMillis());
    }

    private static Duration millis(Map<String, String> environment, String variable, long otherwise) {
        String text = text(environment, variable).orElse(Long.toString(otherwise));
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw wrong(variable + " is " + text, "write a number of milliseconds");
        }
        return Duration.ofMillis(Long.parseLong(text));
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return text(environment, METRICS + name).or(() -> text(environment, PREFIX + name));
    }

    /** An empty variable counts as none. */
    private static Optional<String> text(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(it -> !it.isEmpty());
    }

    private static RdiException wrong(String what, String cure) {
        return new RdiException(ErrorKind.CONFIG, "metrics.otlp", what, cure);
    }

    @Override
    public String toString() {
        return "OtlpSettings[" + endpoint + "]";
    }
}
