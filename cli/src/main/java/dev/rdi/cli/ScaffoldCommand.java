package dev.rdi.cli;

import dev.rdi.cli.scaffold.DebeziumServerFile;
import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.Scaffold;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a configuration and a job to begin with. Confined to one thread. */
@Command(
        name = "scaffold",
        description = {
            "Write a commented config.yaml and an example job for a kind of source database.",
            "With --collector: write the configuration of a Debezium Server that captures the source of the pipeline in"
                    + " --dir, for a source of type external."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di scaffold --db-type postgresql --dir my-pipeline",
            "  redis-di scaffold --db-type mysql --preview job",
            "  redis-di scaffold --collector debezium-server --dir my-pipeline --rdi redis://rdi.example.com:6379"
        })
final class ScaffoldCommand implements Callable<Integer> {
    private static final String DEBEZIUM_SERVER = "debezium-server";
    private static final String PROPERTIES = "application.properties";
    private static final Path JOB = Path.of(PipelineLoader.JOBS_FOLDER, "orders.yaml");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--db-type",
            paramLabel = "TYPE",
            description = "The source database: ${COMPLETION-CANDIDATES}. Needed without --collector.")
    private @Nullable Scaffold type;

    @Option(
            names = "--collector",
            paramLabel = "COLLECTOR",
            description = "Write application.properties for this collector: debezium-server.")
    private @Nullable String collector;

    @Option(
            names = "--rdi",
            paramLabel = "URL",
            defaultValue = "redis://localhost:6379",
            description = "With --collector: the RDI database that it writes to (${DEFAULT-VALUE}).")
    private String rdi = "";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The pipeline folder to write to; without it config.yaml is printed.")
    private @Nullable Path directory;

    @Option(
            names = "--preview",
            paramLabel = "FILE",
            description = "Print config.yaml or job instead of writing anything.")
    private @Nullable String preview;

    @Option(names = "--force", description = "Overwrite files that exist.")
    private boolean force;

    @Override
    public Integer call() {
        if (collector != null) {
            return collector(collector);
        }
        Scaffold wanted = type;
        if (wanted == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--db-type=TYPE'");
        }
        if (preview != null) {
            print(previewed(wanted, preview));
        } else if (directory == null) {
            print(wanted.config());
        } else {
            Map<Path, String> files = new LinkedHashMap<>();
            files.put(directory.resolve(PipelineLoader.CONFIG_FILE), wanted.config());
            files.put(directory.resolve(JOB), wanted.job());
            write(files);
            next("edit them, then run redis-di validate --dir " + directory);
        }
        return ExitCode.OK.code();
    }

    private String previewed(Scaffold wanted, String file) {
        return switch (file) {
            case PipelineLoader.CONFIG_FILE, "config" -> wanted.config();
            case "job", "jobs" -> wanted.job();
            default ->
                throw new ParameterException(
                        spec.commandLine(),
                        "Invalid value for option '--preview': '" + file + "' is neither config.yaml nor job");
        };
    }

    /** Passwords and other references stay references: nothing is looked up. */
    private int collector(String name) {
        if (!name.equals(DEBEZIUM_SERVER)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--collector': '" + name + "' is not " + DEBEZIUM_SERVER);
        }
        Path folder = directory;
        if (folder == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--dir=DIR'");
        }
        Loaded loaded = PipelineLoader.load(folder, References.none(), Mode.OFFLINE);
        if (loaded.config().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            loaded.problems().stream()
                    .filter(Problem::isError)
                    .forEach(problem -> err.println(problem.describe() + "\n    fix: " + problem.fix()));
            err.flush();
            return ExitCode.FAILURE.code();
        }
        String text = new DebeziumServerFile(loaded.config().get().source(), RedisAddress.parse(rdi)).text();
        if (preview != null) {
            print(text);
            return ExitCode.OK.code();
        }
        write(Map.of(folder.resolve(PROPERTIES), text));
        next("write type: external for the source in " + folder.resolve(PipelineLoader.CONFIG_FILE)
                + ", and stream.name.pattern: \"" + DebeziumServerFile.STREAMS
                + "\" under processors.advanced.source; start Debezium Server with the file in its folder config");
        return ExitCode.OK.code();
    }

    private void next(String words) {
        print("next: " + words + System.lineSeparator());
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private void write(Map<Path, String> files) {
        List<Path> existing = files.keySet().stream().filter(Files::exists).toList();
        if (!force && !existing.isEmpty()) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.file-exists",
                    existing.get(0) + " exists, and nothing was written",
                    "give another folder with --dir, or overwrite it with --force");
        }
        files.forEach(ScaffoldCommand::write);
        files.keySet().forEach(file -> print("wrote " + file + System.lineSeparator()));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.unwritable",
                    file + " can't be written" + (e instanceof AccessDeniedException ? ": access is denied" : ""),
                    "give a folder that this user may write to with --dir");
        }
    }
}
