package dev.rdi.cli.trace;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputFormat;
import dev.rdi.cli.Shell;
import dev.rdi.cli.StructuredText;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.PipelineArgument;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di trace}. */
@Command(
        name = "trace",
        description = {
            "Follows the next change records through a pipeline: the entry, what each step of a job makes of it, the"
                    + " commands that the target gets, and what came of them.",
            "The pipeline goes on as it does. What is shown holds values of rows."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di trace", "  redis-di trace shop --trace-only-rejected --timeout 60 -o json"})
public final class TraceCommand implements Callable<Integer> {
    private static final Duration INTERVAL = Duration.ofMillis(300);

    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Option(
            names = "--max-change-records",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many records to follow, at most 1000 (${DEFAULT-VALUE}).")
    private int most;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long to wait for them, at most 600 (${DEFAULT-VALUE}).")
    private int timeout;

    @Option(names = "--trace-only-rejected", description = "Follow only records that are rejected.")
    private boolean rejectedOnly;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the records: table (a text, as they come), json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private ApiAccess access;

    public TraceCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree begun = api.api()
                    .post(
                            api.path("traces"),
                            Map.of("max_change_records", most, "rejected_only", rejectedOnly, "timeout", timeout))
                    .body();
            access.note("Waiting for " + (rejectedOnly ? "rejected " : "") + "change records of " + api.name() + " …");
            List<JsonTree> records = follow(api, begun.text("id"));
            if (output != OutputFormat.TABLE) {
                access.out()
                        .print(StructuredText.of(
                                records.stream()
                                        .map(it -> Objects.requireNonNull(it.value()))
                                        .toList(),
                                output));
                access.out().flush();
            }
            if (records.isEmpty()) {
                access.note("There were none within " + timeout + " seconds.");
            }
            return ExitCode.OK;
        });
    }

    /** Prints records as they come, if they are for people; returns all. */
    private List<JsonTree> follow(PipelineApi api, String id) {
        StopSignal never = new StopSignal();
        TraceText text = new TraceText(access.out(), access.ansi());
        int printed = 0;
        while (true) {
            JsonTree trace = api.get("traces", id);
            List<JsonTree> records = trace.at("records").items();
            while (output == OutputFormat.TABLE && printed < records.size()) {
                text.print(printed + 1, records.get(printed));
                printed++;
            }
            if (!trace.flag("active")) {
                return records;
            }
            never.await(INTERVAL);
        }
    }
}
