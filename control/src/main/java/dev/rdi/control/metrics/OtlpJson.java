package dev.rdi.control.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.metrics.Exposition.Buckets;
import dev.rdi.control.metrics.Exposition.Fraction;
import dev.rdi.control.metrics.Exposition.Sample;
import dev.rdi.control.metrics.Exposition.Value;
import dev.rdi.control.metrics.Exposition.Whole;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Metrics as OpenTelemetry's protocol has them in JSON: an {@code ExportMetricsServiceRequest} whose 64-bit numbers are
 * texts. See <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">the protocol</a>. Stateless.
 */
final class OtlpJson {

    /** Counters count from a beginning that may be long before this process. */
    private static final int CUMULATIVE = 2;

    private static final long NANOS = 1_000_000_000;

    private OtlpJson() {}

    /**
     * Writes a request.
     *
     * @param resource what is measured: attributes of OpenTelemetry
     */
    static ObjectNode request(Exposition exposition, Map<String, String> resource, Instant now) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode metrics = request.putArray("resourceMetrics").addObject();
        metrics.putObject("resource").set("attributes", attributes(resource));
        ObjectNode scope = metrics.putArray("scopeMetrics").addObject();
        scope.putObject("scope").put("name", "redis-di");
        ArrayNode all = scope.putArray("metrics");
        String time = Long.toString(now.getEpochSecond() * NANOS + now.getNano());
        exposition.samples().forEach((metric, samples) -> all.add(metric(metric, samples, time)));
        return request;
    }

    private static ObjectNode metric(Metric metric, List<Sample> samples, String time) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", metric.name()).put("description", metric.help());
        ObjectNode data = switch (metric.type()) {
            case COUNTER ->
                json.putObject("sum").put("aggregationTemporality", CUMULATIVE).put("isMonotonic", true);
            case GAUGE -> json.putObject("gauge");
            case HISTOGRAM -> json.putObject("histogram").put("aggregationTemporality", CUMULATIVE);
        };
        ArrayNode points = data.putArray("dataPoints");
        for (Sample sample : samples) {
            ObjectNode point = points.addObject();
            ArrayNode attributes = point.putArray("attributes");
            for (int i = 0; i < metric.labels().size(); i++) {
                attributes.add(attribute(metric.labels().get(i), sample.labels().get(i)));
            }
            point.put("timeUnixNano", time);
            value(point, sample.value());
        }
        return json;
    }

    private static void value(ObjectNode point, Value value) {
        if (value instanceof Whole whole) {
            point.put("asInt", Long.toString(whole.value()));
        } else if (value instanceof Fraction fraction) {
            put(point, "asDouble", fraction.value());
        } else if (value instanceof Buckets buckets) {
            point.put("count", Long.toString(buckets.count()));
            put(point, "sum", buckets.sum());
            ArrayNode counts = point.putArray("bucketCounts");
            long below = 0;
            for (long upTo : buckets.counts()) {
                counts.add(Long.toString(upTo - below));
                below = upTo;
            }
            counts.add(Long.toString(buckets.count() - below));
            ArrayNode bounds = point.putArray("explicitBounds");
            buckets.bounds().forEach(bounds::add);
        }
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.put(name, "NaN");
        }
    }

    private static ArrayNode attributes(Map<String, String> all) {
        ArrayNode attributes = JsonNodeFactory.instance.arrayNode();
        all.forEach((name, value) -> attributes.add(attribute(name, value)));
        return attributes;
    }

    private static ObjectNode attribute(String name, String value) {
        ObjectNode attribute = JsonNodeFactory.instance.objectNode().put("key", name);
        attribute.putObject("value").put("stringValue", value);
        return attribute;
    }
}
