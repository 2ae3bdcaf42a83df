package dev.rdi.cli.trace;

import dev.rdi.cli.OutputFormat;
import dev.rdi.cli.StructuredText;
import dev.rdi.cli.client.JsonTree;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Prints a followed record for people: commands as one would type them into redis-cli. Confined to one thread. */
final class TraceText {
    private static final Map<String, String> OPCODES =
            Map.of("c", "insert", "u", "update", "d", "delete", "r", "snapshot row", "t", "truncate", "m", "message");

    private final PrintWriter out;
    private final Ansi ansi;

    TraceText(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void print(int number, JsonTree record) {
        String opcode = record.text("opcode");
        out.println(ansi.string("@|bold Record " + number + "|@") + ": " + OPCODES.getOrDefault(opcode, "entry")
                + (record.text("table").isEmpty() ? "" : " in " + table(record)) + ", " + record.text("outcome"));
        out.println("  entry " + record.text("id") + " of " + record.text("stream"));
        row("key", record);
        row("before", record);
        row("after", record);
        for (JsonTree step : record.at("steps").items()) {
            out.println("  " + step.text("job") + ", " + step.text("step") + ": " + json(step.at("record")));
        }
        for (JsonTree target : record.at("output").items()) {
            String prompt = ansi.string("@|faint " + target.text("connection") + ">|@ ");
            target.at("commands").items().forEach(command -> out.println("  " + prompt + command.text()));
        }
        JsonTree error = record.at("error");
        if (error.isPresent()) {
            String where =
                    String.join(", ", error.text("job"), error.text("step")).replaceFirst("^, ", "");
            out.println(ansi.string("  @|bold,red error:|@ ") + where + ": " + error.text("message") + " ("
                    + error.text("code") + ")");
        }
        out.flush();
    }

    private static String table(JsonTree record) {
        String schema = record.text("schema");
        return (schema.isEmpty() ? record.text("db") : schema) + "." + record.text("table");
    }

    private void row(String name, JsonTree record) {
        if (record.at(name).isPresent()) {
            out.println("  " + name + ": " + json(record.at(name)));
        }
    }

    private static String json(JsonTree tree) {
        return tree.value() == null
                ? "null"
                : StructuredText.of(tree.value(), OutputFormat.JSON)
                        .replaceAll("\\s*\\R\\s*", " ")
                        .strip();
    }
}
