package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputFormat;
import dev.rdi.cli.Shell;
import dev.rdi.cli.StructuredText;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di diff}. */
@Command(
        name = "diff",
        description = {
            "Shows what a deploy of a pipeline folder would change, or what tells two revisions apart.",
            "+ is added, - is removed, ~ has another value. Values that may be secrets are not shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di diff --dir my-pipeline",
            "  redis-di diff my-pipeline --from 3",
            "  redis-di diff --dir my-pipeline --exit-code >/dev/null || echo changed"
        })
public final class DiffCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(
            names = "--from",
            paramLabel = "REVISION",
            description = "Compare this revision with another one instead of a folder; see redis-di history.")
    private @Nullable Long from;

    @Option(
            names = "--to",
            paramLabel = "REVISION",
            description = "The revision that --from is compared with; without it the one that is deployed.")
    private @Nullable Long to;

    @Option(names = "--exit-code", description = "Return 1 if there are differences, as git does.")
    private boolean exitCode;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the differences: table (a text), json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private ApiAccess access;

    public DiffCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        if (from != null || to != null) {
            return PipelineApi.with(
                    access, pipeline.name(), api -> show(Differences.between(revision(api, from), revision(api, to))));
        }
        Optional<PipelineFiles> files = folder.read(access);
        if (files.isEmpty()) {
            return ExitCode.FAILURE.code();
        }
        return PipelineApi.with(access, pipeline.name(), api -> {
            Optional<JsonTree> deployed = api.find();
            if (deployed.isEmpty()) {
                access.note("There is no pipeline called " + api.name() + " yet; a deploy would make it.");
            }
            Object before = deployed.map(it -> it.at("config").value()).orElse(Map.of());
            return show(Differences.between(before, files.get().document()));
        });
    }

    private static @Nullable Object revision(PipelineApi api, @Nullable Long number) {
        return number == null
                ? api.get().at("config").value()
                : api.get("revisions", number.toString()).at("config").value();
    }

    private ExitCode show(List<Differences.Change> changes) {
        PrintWriter out = access.out();
        if (output != OutputFormat.TABLE) {
            out.print(StructuredText.of(changes.stream().map(DiffCommand::entry).toList(), output));
        } else if (changes.isEmpty()) {
            access.note("There is no difference.");
        } else {
            changes.forEach(change -> out.println(coloured(change)));
        }
        out.flush();
        return exitCode && !changes.isEmpty() ? ExitCode.FAILURE : ExitCode.OK;
    }

    private String coloured(Differences.Change change) {
        Ansi ansi = access.ansi();
        String colour = switch (change.kind()) {
            case ADDED -> "green";
            case REMOVED -> "red";
            case CHANGED -> "yellow";
        };
        return ansi.string("@|" + colour + " " + change.kind().sign() + "|@")
                + change.describe().substring(1);
    }

    private static Map<String, Object> entry(Differences.Change change) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("change", change.kind().name().toLowerCase(Locale.ROOT));
        entry.put("path", change.path());
        if (!change.before().isEmpty()) {
            entry.put("before", change.before());
        }
        if (!change.after().isEmpty()) {
            entry.put("after", change.after());
        }
        return entry;
    }
}
