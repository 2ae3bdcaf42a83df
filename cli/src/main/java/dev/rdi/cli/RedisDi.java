package dev.rdi.cli;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that all others stand under; without one of them it prints the help. Confined to one thread. */
@Command(
        name = "redis-di",
        description = "Keeps Redis equal to a relational database, row by row, as it changes.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  redis-di validate --dir my-pipeline")
final class RedisDi implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = false, validate = false, heading = GlobalOptions.HEADING)
    private GlobalOptions global = new GlobalOptions();

    GlobalOptions global() {
        return global;
    }

    @Override
    public void run() {
        CommandLine commandLine = spec.commandLine();
        commandLine.usage(commandLine.getOut());
    }
}
