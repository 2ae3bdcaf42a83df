package dev.rdi.control.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of metrics at one moment, in Prometheus' text format 0.0.4. It is made anew for each scrape from what the parts
 * count, so that there is no registry that could be out of step with them. Prometheus' own library isn't used, because it
 * ends the name of every counter in {@code _total}, which those of Debezium don't.
 *
 * <p>Confined to one thread.
 */
public final class Exposition {

    /** The content type of {@link #text}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double MOST_EXACT = 1L << 53;

    private final Map<Metric, List<String>> samples = new LinkedHashMap<>();

    /**
     * Buckets of a histogram.
     *
     * @param bounds upper bounds in ascending order, without infinity
     * @param counts how many values are at most as large as each bound
     * @param sum of all values
     * @param count of all values
     */
    public record Buckets(List<Double> bounds, List<Long> counts, double sum, long count) {

        public Buckets {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }
    }

    /**
     * Adds a whole number.
     *
     * @param labels the values of the metric's labels, in their order
     */
    public void add(Metric metric, long value, String... labels) {
        write(metric, Long.toString(value), labels);
    }

    /**
     * Adds a value.
     *
     * @param labels the values of the metric's labels, in their order
     */
    public void add(Metric metric, double value, String... labels) {
        write(metric, number(value), labels);
    }

    private void write(Metric metric, String value, String[] labels) {
        if (metric.type() == Metric.Type.HISTOGRAM) {
            throw new IllegalArgumentException(metric.name() + " has buckets");
        }
        lines(metric).add(metric.name() + labels(metric, labels, "") + ' ' + value);
    }

    /** Adds the values of a histogram. */
    public void add(Metric metric, Buckets buckets, String... labels) {
        List<String> lines = lines(metric);
        for (int i = 0; i < buckets.bounds().size(); i++) {
            String bound = "le=\"" + number(buckets.bounds().get(i)) + '"';
            lines.add(metric.name() + "_bucket" + labels(metric, labels, bound) + ' '
                    + buckets.counts().get(i));
        }
        lines.add(metric.name() + "_bucket" + labels(metric, labels, "le=\"+Inf\"") + ' ' + buckets.count());
        lines.add(metric.name() + "_sum" + labels(metric, labels, "") + ' ' + number(buckets.sum()));
        lines.add(metric.name() + "_count" + labels(metric, labels, "") + ' ' + buckets.count());
    }

    private List<String> lines(Metric metric) {
        return samples.computeIfAbsent(metric, any -> new ArrayList<>());
    }

    private static String labels(Metric metric, String[] values, String more) {
        if (values.length != metric.labels().size()) {
            throw new IllegalArgumentException(metric.name() + " has the labels " + metric.labels());
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            pairs.add(metric.labels().get(i) + "=\"" + escaped(values[i]).replace("\"", "\\\"") + '"');
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

    /** All of it, metric by metric. */
    public String text() {
        StringBuilder text = new StringBuilder();
        samples.forEach((metric, lines) -> {
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
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }
}
