package dev.rdi.cli.completion;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redis-di completion}. */
@Command(
        name = "completion",
        description = {
            "Prints a script with which a shell completes commands and options: bash, zsh, fish or powershell.",
            "To have it in each session, put the line of the example into ~/.bashrc, ~/.zshrc, ~/.config/fish/config.fish or"
                    + " the file $PROFILE."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(redis-di completion bash)",
            "  source <(redis-di completion zsh)",
            "  redis-di completion fish | source",
            "  redis-di completion powershell | Out-String | Invoke-Expression"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Supplier<CommandLine> all;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private CompletingShell shell = CompletingShell.BASH;

    /**
     * Creates the command.
     *
     * @param all gives the command line with all commands
     */
    public CompletionCommand(Supplier<CommandLine> all) {
        this.all = all;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = all.get();
        String script = switch (shell) {
            case BASH, ZSH -> AutoComplete.bash(commandLine.getCommandName(), commandLine);
            case FISH -> FishScript.of(commandLine);
            case POWERSHELL -> PowerShellScript.of(commandLine);
        };
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
