package dev.rdi.cli;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import dev.rdi.transform.compile.JobCompiler;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a pipeline folder without any server, and lists everything that is wrong. Confined to one thread. */
@Command(
        name = "validate",
        description = "Check the configuration of a pipeline, without connecting to anything.",
        footerHeading = "%nExample:%n",
        footer = {"  redis-di validate --dir my-pipeline", "  redis-di validate --dir my-pipeline -o json"})
final class ValidateCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "The pipeline folder, which holds config.yaml.")
    private Path directory = Path.of("");

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "A folder with one file for each secret; they stand above environment variables.")
    private @Nullable Path secretsDirectory;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the problems: table, json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    ValidateCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        References variables = References.environment(environment);
        References references = secretsDirectory == null
                ? variables
                : References.directory(secretsDirectory).orElse(variables);
        Loaded loaded = JobCompiler.checked(PipelineLoader.load(directory, references, Mode.OFFLINE));
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.TABLE) {
            print(loaded, out, spec.commandLine().getColorScheme().ansi());
        } else {
            out.print(StructuredText.of(report(loaded), output));
        }
        out.flush();
        return (loaded.errors() > 0 ? ExitCode.FAILURE : ExitCode.OK).code();
    }

    private void print(Loaded loaded, PrintWriter out, Ansi ansi) {
        for (Problem problem : loaded.problems()) {
            out.println(problem.describe());
            out.println("    " + ansi.string("@|green fix:|@ ") + problem.fix());
        }
        String verdict = loaded.errors() > 0 ? "is not valid" : "is valid";
        out.println(directory + " " + verdict + ": " + count(loaded.errors(), "error") + ", "
                + count(loaded.warnings(), "warning"));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static Map<String, Object> report(Loaded loaded) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("valid", loaded.errors() == 0);
        report.put("errors", loaded.errors());
        report.put("warnings", loaded.warnings());
        report.put(
                "problems",
                loaded.problems().stream().map(ValidateCommand::entry).toList());
        return report;
    }

    private static Map<String, Object> entry(Problem problem) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("severity", problem.severity().label());
        entry.put("code", problem.code());
        entry.put("file", problem.file());
        entry.put("line", problem.line());
        entry.put("column", problem.column());
        entry.put("path", problem.path());
        entry.put("message", problem.message());
        entry.put("fix", problem.fix());
        return entry;
    }
}
