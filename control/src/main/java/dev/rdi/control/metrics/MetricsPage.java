package dev.rdi.control.metrics;

import java.util.List;

/** The reference page of all metrics, in Markdown. Stateless. */
final class MetricsPage {

    private static final String INTRODUCTION = """
            # Metrics

            What a server, and `redis-di run --metrics-listen`, give Prometheus. This page is generated from the declarations in
            the code. [Observability](../observability.md) tells where to scrape, what to alert on and what the numbers of a
            pipeline mean.

            """;

    private MetricsPage() {}

    static String text() {
        return INTRODUCTION
                + section(
                        "Collector",
                        "Under `/collector-source/metrics`. The names are those of the attributes of Debezium's JMX beans;"
                                + " `context` is `snapshot`, `streaming` or `schema-history`.",
                        CollectorSet.DOCUMENTED)
                + section("Collector: beyond RDI", "Under the same path.", CollectorSet.OWN)
                + section(
                        "Stream processor",
                        "Under `/processor/metrics`. The names are those of RDI's classic processor. Numbers of records come"
                                + " from the RDI database and outlive any process; times are of this process.",
                        ProcessorSet.DOCUMENTED)
                + section("Stream processor: beyond RDI", "Under the same path.", ProcessorSet.OWN)
                + section("Operator", "Under `/operator/metrics`.", OperatorSet.DOCUMENTED)
                + section("Operator: beyond RDI", "Under the same path.", OperatorSet.OWN)
                        .stripTrailing()
                + "\n";
    }

    private static String section(String title, String introduction, List<Metric> metrics) {
        StringBuilder text = new StringBuilder("## " + title + "\n\n" + introduction + "\n\n");
        text.append("| metric | type | labels | what it is |\n|---|---|---|---|\n");
        for (Metric metric : metrics) {
            text.append("| `")
                    .append(metric.name())
                    .append("` | ")
                    .append(metric.type().text())
                    .append(" | ");
            text.append(metric.labels().isEmpty() ? "" : '`' + String.join("` `", metric.labels()) + '`');
            text.append(" | ").append(metric.help()).append(" |\n");
        }
        return text.append('\n').toString();
    }
}
