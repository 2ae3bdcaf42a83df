package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.Answer;
import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di deploy}. */
@Command(
        name = "deploy",
        aliases = "set",
        description = {
            "Deploys a pipeline folder: makes the pipeline, or gives it this configuration.",
            "The API checks all of it first, and names every problem at once. An equal configuration changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di deploy --dir my-pipeline",
            "  redis-di deploy my-pipeline --dir my-pipeline --dry-run --validate-cdc",
            "  redis-di deploy --dir my-pipeline --sync --timeout 1h"
        })
public final class DeployCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(
            names = "--dry-run",
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            description = "Only let the API check the configuration; nothing is changed.")
    private boolean dryRun;

    @Mixin
    private CheckOptions checks = new CheckOptions();

    @Option(
            names = "--start",
            arity = "0..1",
            paramLabel = "BOOL",
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Start the pipeline, too (${DEFAULT-VALUE}). With false it stays as it is, and a new one rests.")
    private boolean start = true;

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Option(names = "--sync", description = "Wait until the tables are read, too, and show how far that is.")
    private boolean sync;

    @Mixin
    private ApiAccess access;

    public DeployCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        Optional<PipelineFiles> files = folder.read(access);
        if (files.isEmpty()) {
            return ExitCode.FAILURE.code();
        }
        return PipelineApi.with(access, pipeline.name(), api -> deploy(api, files.get()));
    }

    private ExitCode deploy(PipelineApi api, PipelineFiles files) {
        try {
            Answer answer = send(api, files.document());
            answer.warnings().forEach(access::warn);
            return dryRun ? isValid() : finish(api, answer.body());
        } catch (ApiRefusal refusal) {
            if (refusal.status() != ApiRefusal.INVALID || refusal.items().isEmpty()) {
                throw refusal;
            }
            refusal.items().forEach(item -> access.problem(files.describe(item), item.remediation()));
            access.note("Nothing was deployed.");
            return ExitCode.FAILURE;
        }
    }

    private Answer send(PipelineApi api, Map<String, @Nullable Object> document) {
        String query = "?dry_run=" + dryRun + "&" + checks.query();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("config", document);
        if (start) {
            body.put("active", true);
        } else if (api.find().isEmpty()) {
            // A new pipeline would run; one that is made explicitly needn't.
            body.put("name", api.name());
            body.put("active", false);
            return api.api().post(PipelineApi.ROOT + query, body);
        }
        return api.api().put(api.path() + query, body);
    }

    private ExitCode isValid() {
        access.out().println("The configuration in " + folder.directory() + " is valid. Nothing was deployed.");
        return ExitCode.OK;
    }

    private ExitCode finish(PipelineApi api, JsonTree deployed) {
        boolean active = deployed.flag("active");
        Waiting wait = new Waiting(access, api, waiting);
        ExitCode code = wait.until(active ? Waiting.Goal.STARTED : Waiting.Goal.STOPPED);
        if (code != ExitCode.OK) {
            return code;
        }
        String how = active ? " and started." : ". It is stopped.";
        access.out().println("The pipeline " + api.name() + " is deployed" + (waiting.isWanted() ? how : "."));
        access.out().flush();
        return sync && active ? new InitialSync(access, api, waiting.timeout()).await() : ExitCode.OK;
    }
}
