package dev.rdi.cli.dlq;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputFormat;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.StructuredText;
import dev.rdi.cli.Table;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redis-di replay-dlq}. */
@Command(
        name = "replay-dlq",
        description = {
            "Sends rejected records of a table through the pipeline again, once their cause is mended.",
            "An old row never replaces a newer one: such a record is left out. What is rejected again returns to the queue."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di replay-dlq inventory.customers --dry-run",
            "  redis-di replay-dlq inventory.customers --code target.wrong-type --from 2026-01-31T00:00:00Z"
        })
public final class ReplayDlqCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DLQ", description = "The table, as redis-di list-dlqs calls it.")
    private String name = "";

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Option(names = "--id", paramLabel = "ID", description = "Only this record; see redis-di list-dlq-records.")
    private @Nullable String id;

    @Option(names = "--code", paramLabel = "CODE", description = "Only those rejected with this code.")
    private @Nullable String code;

    @Option(
            names = "--opcode",
            paramLabel = "OPERATION",
            description = "Only create, update, delete or read, or their letters.")
    private @Nullable String opcode;

    @Option(names = "--job", paramLabel = "JOB", description = "Only those that this job rejected.")
    private @Nullable String job;

    @Option(names = "--key", paramLabel = "TEXT", description = "Only those with this text in the JSON of their key.")
    private @Nullable String key;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only those rejected at this time or later (ISO 8601).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only those rejected before this time (ISO 8601).")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many records to look at, the oldest first (${DEFAULT-VALUE}).")
    private int limit = 1_000;

    @Option(names = "--dry-run", description = "Only show what would become of each record.")
    private boolean dryRun;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the result: table, json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private ApiAccess access;

    public ReplayDlqCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return DeadLetterQueues.with(access, pipeline.name(), name, api -> {
            JsonTree answer =
                    api.api().post(api.path("dlqs", name, "replay"), request()).body();
            if (output == OutputFormat.TABLE) {
                print(answer);
            } else {
                access.out().print(StructuredText.of(Objects.requireNonNullElse(answer.value(), Map.of()), output));
                access.out().flush();
            }
            return ExitCode.OK;
        });
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("dry_run", dryRun);
        request.put("limit", limit);
        put(request, "id", id);
        put(request, "code", code);
        put(request, "opcode", opcode == null ? null : DeadLetterQueues.letter(opcode));
        put(request, "job", job);
        put(request, "key", key);
        put(request, "from", from);
        put(request, "to", to);
        return request;
    }

    private static void put(Map<String, Object> request, String name, @Nullable String value) {
        if (value != null) {
            request.put(name, value);
        }
    }

    private void print(JsonTree answer) {
        Table table = Table.of("ID", "RESULT", "REASON");
        for (JsonTree result : answer.at("results").items()) {
            if (dryRun || !result.text("verdict").equals("replayed")) {
                table.row(result.text("id"), result.text("verdict"), result.text("reason"));
            }
        }
        if (!table.isEmpty()) {
            OutputOption.print(access.out(), table);
        }
        String summary = "%s replayed, %s left out as outdated, %s refused, %s gone"
                .formatted(
                        answer.text("replayed"), answer.text("outdated"), answer.text("refused"), answer.text("gone"));
        access.out().println(dryRun ? "Nothing was changed. A replay would mean: " + summary : summary);
        access.out().flush();
    }
}
