package dev.rdi.control.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of metrics at one moment. It is made anew for each scrape from what the parts count, so that there is no registry
 * that could be out of step with them. Prometheus' own library isn't used, because it ends the name of every counter in
 * {@code _total}, which those of Debezium don't.
 *
 * <p>Confined to one thread.
 */
public final class Exposition {

    /** The content type of {@link #text}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double MOST_EXACT = 1L << 53;

    private final Map<Metric, List<Sample>> samples = new LinkedHashMap<>();

    /** A value of a metric. */
    sealed interface Value {}

    /** A whole number. */
    record Whole(long value) implements Value {}

    /** A number with a fraction. */
    record Fraction(double value) implements Value {}

    /**
     * Buckets of a histogram.
     *
     * @param bounds upper bounds in ascending order, without infinity
     * @param counts how many values are at most as large as each bound
     * @param sum of all values
     * @param count of all values
     */
    public record Buckets(List<Double> bounds, List<Long> counts, double sum, long count) implements Value {

        public Buckets {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }
    }

    /**
     * A value and what it is of.
     *
     * @param labels the values of the metric's labels, in their order
     */
    record Sample(List<String> labels, Value value) {}

    /**
     * Adds a whole number.
     *
     * @param labels the values of the metric's labels, in their order
     */
    public void add(Metric metric, long value, String... labels) {
        add(metric, new Whole(value), labels);
    }

    /**
     * Adds a value.
     *
     * @param labels the values of the metric's labels, in their order
     */
    public void add(Metric metric, double value, String... labels) {
        add(metric, new Fraction(value), labels);
    }

    /** Adds the values of a histogram. */
    public void add(Metric metric, Buckets buckets, String... labels) {
        add(metric, (Value) buckets, labels);
    }

    private void add(Metric metric, Value value, String[] labels) {
        if (value instanceof Buckets != (metric.type() == Metric.Type.HISTOGRAM)) {
            throw new IllegalArgumentException(metric.name() + " is a " + metric.type());
        }
        if (labels.length != metric.labels().size()) {
            throw new IllegalArgumentException(metric.name() + " has the labels " + metric.labels());
        }
        samples.computeIfAbsent(metric, any -> new ArrayList<>()).add(new Sample(List.of(labels), value));
    }

    /** All of it. */
    Map<Metric, List<Sample>> samples() {
        return samples;
    }

    /** All of it in Prometheus' text format 0.0.4, metric by metric. */
    public String text() {
        StringBuilder text = new StringBuilder();
        samples.forEach((metric, values) -> {
            text.append("# HELP ")
                    .append(metric.name())
                    .append(' ')
                    .append(escaped(metric.help()))
                    .append('\n');
            text.append("# TYPE ")
                    .append(metric.name())
                    .append(' ')
                    .append(metric.type().text())
                    .append('\n');
            values.forEach(sample -> write(text, metric, sample));
        });
        return text.toString();
    }

    private static void write(StringBuilder text, Metric metric, Sample sample) {
        if (sample.value() instanceof Whole whole) {
            line(text, metric, "", sample, "", Long.toString(whole.value()));
        } else if (sample.value() instanceof Fraction fraction) {
            line(text, metric, "", sample, "", number(fraction.value()));
        } else if (sample.value() instanceof Buckets buckets) {
            for (int i = 0; i < buckets.bounds().size(); i++) {
                String bound = "le=\"" + number(buckets.bounds().get(i)) + '"';
                line(
                        text,
                        metric,
                        "_bucket",
                        sample,
                        bound,
                        Long.toString(buckets.counts().get(i)));
            }
            line(text, metric, "_bucket", sample, "le=\"+Inf\"", Long.toString(buckets.count()));
            line(text, metric, "_sum", sample, "", number(buckets.sum()));
            line(text, metric, "_count", sample, "", Long.toString(buckets.count()));
        }
    }

    private static void line(
            StringBuilder text, Metric metric, String suffix, Sample sample, String more, String value) {
        text.append(metric.name()).append(suffix).append(labels(metric, sample.labels(), more));
        text.append(' ').append(value).append('\n');
    }

    private static String labels(Metric metric, List<String> values, String more) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            pairs.add(metric.labels().get(i) + "=\"" + escaped(values.get(i)).replace("\"", "\\\"") + '"');
        }
        if (!more.isEmpty()) {
            pairs.add(more);
        }
        return pairs.isEmpty() ? "" : '{' + String.join(",", pairs) + '}';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "NaN";
        }
        return value == Math.rint(value) && Math.abs(value) < MOST_EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
