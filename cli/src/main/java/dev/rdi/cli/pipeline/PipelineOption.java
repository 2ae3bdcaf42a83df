package dev.rdi.cli.pipeline;

import picocli.CommandLine.Option;

/** The pipeline of a command about something that belongs to one. Confined to one thread. */
public final class PipelineOption {
    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The pipeline's name (${DEFAULT-VALUE}).")
    private String name = "";

    public String name() {
        return name;
    }
}
