package dev.rdi.cli;

import dev.rdi.config.JobSchema;
import dev.rdi.config.PipelineSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the JSON schemas of the files of a pipeline. Confined to one thread. */
@Command(
        name = "schema",
        description = "Print a JSON schema, with which an editor completes and checks a file.",
        synopsisSubcommandLabel = "FILE",
        footerHeading = "%nExample:%n",
        footer = {"  redis-di schema config > config.schema.json", "  redis-di schema jobs > job.schema.json"})
final class SchemaCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing which schema to print: config or jobs");
    }

    @Command(
            name = "config",
            description = "Print the JSON schema of config.yaml.",
            footerHeading = "%nExample:%n",
            footer = "  redis-di schema config > config.schema.json")
    void config() {
        print(PipelineSchema.json());
    }

    @Command(
            name = "jobs",
            description = "Print the JSON schema of the files in the folder jobs.",
            footerHeading = "%nExample:%n",
            footer = "  redis-di schema jobs > job.schema.json")
    void jobs() {
        print(JobSchema.json());
    }

    private void print(String schema) {
        spec.commandLine().getOut().print(schema);
        spec.commandLine().getOut().flush();
    }
}
