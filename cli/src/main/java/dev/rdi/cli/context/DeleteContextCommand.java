package dev.rdi.cli.context;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redis-di delete-context}. */
@Command(
        name = "delete-context",
        description = "Removes a context from ~/.redis-di.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di delete-context dev --force")
public final class DeleteContextCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The context's name.")
    private String name = "";

    @Option(names = "--force", description = "Don't ask.")
    private boolean force;

    @Mixin
    private ApiAccess access;

    public DeleteContextCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        ContextFile file = ContextFile.in(access.shell().home());
        file.require(name);
        if (!force && !Terminal.isConfirmed("Remove the context " + name + "?")) {
            access.out().println("Nothing was changed.");
            return ExitCode.FAILURE.code();
        }
        file.remove(name);
        file.save();
        access.out().println("The context " + name + " is removed.");
        return ExitCode.OK.code();
    }
}
