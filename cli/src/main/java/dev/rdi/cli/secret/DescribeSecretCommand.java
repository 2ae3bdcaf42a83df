package dev.rdi.cli.secret;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redis-di describe-secret}. */
@Command(
        name = "describe-secret",
        description = "Describes a stored secret of a pipeline; never its value.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di describe-secret TARGET_DB_PASSWORD")
public final class DescribeSecretCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "The secret's name.")
    private String key = "";

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private ApiAccess access;

    public DescribeSecretCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return Secrets.with(access, pipeline.name(), key, api -> {
            JsonTree secret = api.get("secrets", key);
            PrintWriter out = access.out();
            out.println("Key:       " + secret.text("key"));
            out.println("Type:      " + secret.text("type"));
            out.println("Set:       yes");
            out.println("Pipeline:  " + api.name());
            out.println("Reference: ${" + secret.text("key") + "}");
            out.flush();
            return ExitCode.OK;
        });
    }
}
