package dev.rdi.cli;

import dev.rdi.config.JobLoader;
import dev.rdi.config.Loaded;
import dev.rdi.config.LoadedJobs;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.TableId;
import dev.rdi.transform.Jobs;
import dev.rdi.transform.compile.JobCompiler;
import dev.rdi.transform.sample.DryRun;
import dev.rdi.transform.sample.SampleException;
import dev.rdi.transform.sample.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what jobs make of sample records, without touching anything. Confined to one thread. */
@Command(
        name = "dry-run",
        description = {
            "Show what jobs make of sample records: each step's result and the Redis commands, or the error.",
            "Nothing is connected, asked or written; a lookup finds nothing.",
            "The samples are a JSON array, or JSON lines, of rows or of change events {opcode, key, before, after, db,"
                    + " schema, table, server_name}. A row is an insert into the table of the first job; its key is its column id."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di dry-run --job jobs/orders.yaml --input orders.json",
            "  echo '{\"id\": 1, \"name\": \"Ann\"}' | redis-di dry-run --job jobs/customers.yaml --input -",
            "  redis-di dry-run --job a.yaml --job b.yaml --config config.yaml --input events.json -o json"
        })
final class DryRunCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final TableId NO_TABLE = Samples.named("table");
    private static final String DEFAULT_CONFIG = """
            sources: {source: {type: external}}
            targets: {target: {connection: {type: redis, host: localhost, port: 6379}}}
            """;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--job", paramLabel = "FILE", required = true, description = "A job file; can be repeated.")
    private List<Path> jobFiles = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The config.yaml with the targets and the processors' settings; without it one target"
                    + " named target.")
    private @Nullable Path configFile;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description = "The sample records; - is the standard input.")
    private String input = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the results: table (a text), json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    DryRunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        References references = References.environment(environment);
        Loaded config = config(references);
        LoadedJobs jobs = JobLoader.load(
                jobFiles, configFile == null ? Optional.empty() : config.config(), references, Mode.OFFLINE);
        List<Problem> problems = problems(config, jobs);
        if (problems.stream().anyMatch(Problem::isError) || config.config().isEmpty()) {
            problems.forEach(this::print);
            return ExitCode.FAILURE.code();
        }
        jobs.problems().forEach(this::print);
        DryRun run = new DryRun(compile(jobs, config.config().get()));
        List<DryRun.Result> results = run.run(samples(jobs));
        print(results);
        return ExitCode.OK.code();
    }

    private static List<Problem> problems(Loaded config, LoadedJobs jobs) {
        List<Problem> problems = new ArrayList<>(config.problems());
        problems.addAll(jobs.problems());
        return JobCompiler.checked(new Loaded(config.config(), jobs.jobs(), problems))
                .problems();
    }

    private void print(List<DryRun.Result> results) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.TABLE) {
            new DryRunText(out, spec.commandLine().getColorScheme().ansi()).print(results);
        } else {
            out.print(StructuredText.of(results.stream().map(DryRunReport::of).toList(), output));
        }
        out.flush();
        if (results.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(inputName() + ": there are no records");
            err.flush();
        }
    }

    private Loaded config(References references) throws IOException {
        if (configFile == null) {
            return PipelineLoader.parse(DEFAULT_CONFIG, "config.yaml", references, Mode.OFFLINE);
        }
        return PipelineLoader.parse(read(configFile, "--config"), configFile.toString(), references, Mode.OFFLINE);
    }

    private static Jobs compile(LoadedJobs jobs, PipelineConfig config) {
        return new JobCompiler(jobs.jobs(), config).compile(table -> true);
    }

    private List<ChangeEvent> samples(LoadedJobs jobs) throws IOException {
        String text = input.equals(STANDARD_INPUT)
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : read(Path.of(input), "--input");
        try {
            return new Samples(tables(jobs)).read(text);
        } catch (SampleException e) {
            throw new RdiException(ErrorKind.CONFIG, "cli.sample", inputName() + ": " + e.what(), e.fix());
        }
    }

    /** The tables that jobs name, in the order of the options. */
    private List<TableId> tables(LoadedJobs jobs) {
        List<TableId> tables = jobs.jobs().stream()
                .sorted(Comparator.comparing(file -> jobFiles.indexOf(Path.of(file.file()))))
                .flatMap(file -> file.job().source().stream())
                .map(DryRunCommand::table)
                .toList();
        return tables.isEmpty() ? List.of(NO_TABLE) : tables;
    }

    private static TableId table(JobSource source) {
        return new TableId(
                source.serverName().orElse(NO_TABLE.server()),
                source.db().orElse(NO_TABLE.database()),
                source.schema().orElse(NO_TABLE.schema()),
                source.isDefault() ? NO_TABLE.table() : source.table());
    }

    private String inputName() {
        return input.equals(STANDARD_INPUT) ? "standard input" : input;
    }

    private static String read(Path file, String option) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.no-file",
                    Files.isDirectory(file)
                            ? file + " is a folder"
                            : Files.exists(file) ? file + " may not be read" : "there is no file " + file,
                    "give the path of a file with " + option);
        }
        return Files.readString(file);
    }

    private void print(Problem problem) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(problem.describe());
        err.println("    " + spec.commandLine().getColorScheme().ansi().string("@|green fix:|@ ") + problem.fix());
        err.flush();
    }
}
