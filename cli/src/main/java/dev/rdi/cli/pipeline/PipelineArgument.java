package dev.rdi.cli.pipeline;

import picocli.CommandLine.Parameters;

/** The pipeline of a command, as its argument. Confined to one thread. */
public final class PipelineArgument {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PIPELINE",
            defaultValue = "default",
            description = "The pipeline's name (${DEFAULT-VALUE}).")
    private String name = "";

    public String name() {
        return name;
    }
}
