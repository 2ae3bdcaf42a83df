package dev.rdi.cli.dlq;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Table;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code redis-di list-dlq-records}. */
@Command(
        name = "list-dlq-records",
        aliases = "get-rejected",
        description = {
            "Lists rejected records of a table, and why they were rejected.",
            "As JSON or YAML with their rows, as far as the user may see those."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di list-dlq-records inventory.customers",
            "  redis-di list-dlq-records inventory.customers --limit 100 --sort-order asc -o json"
        })
public final class ListDlqRecordsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DLQ", description = "The table, as redis-di list-dlqs calls it.")
    private @Nullable String name;

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many records to show (${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(
            names = "--offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many records to pass over (${DEFAULT-VALUE}).")
    private int offset;

    @Option(
            names = "--sort-order",
            paramLabel = "ORDER",
            defaultValue = "desc",
            description = "asc begins with the oldest, desc with the newest (${DEFAULT-VALUE}).")
    private SortOrder order = SortOrder.DESC;

    @Option(names = "--dlq-name", hidden = true, paramLabel = "DLQ", description = "Deprecated: the argument DLQ.")
    private @Nullable String oldName;

    @Option(names = "--max-records", hidden = true, paramLabel = "N", description = "Deprecated: --limit.")
    private @Nullable Integer oldLimit;

    @Option(names = "--oldest", hidden = true, description = "Deprecated: --sort-order asc.")
    private boolean oldest;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public ListDlqRecordsCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        String queue = name == null ? oldName : name;
        if (queue == null) {
            throw new ParameterException(access.command().commandLine(), "Missing which queue to show: DLQ");
        }
        return DeadLetterQueues.with(access, pipeline.name(), queue, api -> {
            String query = "?limit=" + (oldLimit == null ? limit : oldLimit) + "&offset=" + offset + "&sort_order="
                    + (oldest ? SortOrder.ASC : order);
            JsonTree records = api.api()
                    .get(api.path("dlqs", queue, "records") + query)
                    .body()
                    .at("records");
            output.print(access.out(), Objects.requireNonNullElse(records.value(), List.of()), table(records.items()));
            return ExitCode.OK;
        });
    }

    private static Table table(List<JsonTree> records) {
        Table table = Table.of("ID", "TIME", "OPERATION", "JOB", "CODE", "REASON");
        for (JsonTree record : records) {
            table.row(
                    record.text("__dlq_stream_entry_id"),
                    Instant.ofEpochMilli(record.number("timestamp")).truncatedTo(ChronoUnit.SECONDS),
                    DeadLetterQueues.opcode(record.text("opcode")),
                    record.text("job"),
                    record.text("code"),
                    record.text("reason_rejected"));
        }
        return table;
    }
}
