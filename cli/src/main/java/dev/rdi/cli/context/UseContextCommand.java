package dev.rdi.cli.context;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redis-di use-context}. */
@Command(
        name = "use-context",
        description = "Makes a context the current one, which the next commands use.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di use-context prod")
public final class UseContextCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The context's name.")
    private String name = "";

    @Mixin
    private ApiAccess access;

    public UseContextCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        ContextFile file = ContextFile.in(access.shell().home());
        file.require(name);
        file.use(name);
        file.save();
        access.out().println("The context " + name + " is the current one.");
        return ExitCode.OK.code();
    }
}
