package dev.rdi.control.metrics;

import java.util.List;
import java.util.Locale;

/**
 * The declaration of a metric, from which the exposition and the reference page are made.
 *
 * <p>Immutable.
 *
 * @param name as Prometheus sees it; a counter of RDI or Debezium needn't end in {@code _total}
 * @param help one sentence without full stop
 * @param labels their names, in order
 */
public record Metric(String name, Type type, String help, List<String> labels) {

    /** What Prometheus may do with a metric. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Metric {
        labels = List.copyOf(labels);
    }

    static Metric counter(String name, String help, String... labels) {
        return new Metric(name, Type.COUNTER, help, List.of(labels));
    }

    static Metric gauge(String name, String help, String... labels) {
        return new Metric(name, Type.GAUGE, help, List.of(labels));
    }

    static Metric histogram(String name, String help, String... labels) {
        return new Metric(name, Type.HISTOGRAM, help, List.of(labels));
    }
}
