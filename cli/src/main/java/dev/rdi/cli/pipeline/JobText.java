package dev.rdi.cli.pipeline;

import dev.rdi.cli.Table;
import dev.rdi.cli.client.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A job for people, in sections. Stateless. */
final class JobText {
    private JobText() {}

    /** The lines of the description. */
    static List<String> of(JsonTree job, int width) {
        List<String> lines = new ArrayList<>();
        lines.add("Name:    " + job.text("name"));
        lines.add("");
        lines.add("Source:");
        job.at("source").entries().forEach((name, value) -> lines.add("  " + name + ": " + text(value)));
        Table steps = Table.inside("#", "Uses", "With");
        int number = 1;
        for (JsonTree step : job.at("transform").items()) {
            steps.row(number++, step.text("uses"), with(step));
        }
        section("Transformations", steps, lines, width);
        Table outputs = Table.inside("#", "Uses", "Connection", "Data Type", "With");
        number = 1;
        for (JsonTree output : job.at("output").items()) {
            outputs.row(
                    number++,
                    output.text("uses"),
                    Jobs.connection(output),
                    output.at("with").text("data_type"),
                    with(output));
        }
        section("Outputs", outputs, lines, width);
        return lines;
    }

    private static void section(String heading, Table table, List<String> lines, int width) {
        lines.add("");
        lines.add(heading + (table.isEmpty() ? ": none" : ":"));
        if (!table.isEmpty()) {
            lines.addAll(table.lines(width));
        }
    }

    private static String with(JsonTree block) {
        return block.at("with").entries().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals("connection") && !entry.getKey().equals("data_type"))
                .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A value in one line, as YAML writes it in flow style. */
    private static String text(JsonTree value) {
        if (!value.entries().isEmpty()) {
            return value.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (!value.items().isEmpty()) {
            return value.items().stream().map(JobText::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isPresent() ? value.text() : "null";
    }
}
