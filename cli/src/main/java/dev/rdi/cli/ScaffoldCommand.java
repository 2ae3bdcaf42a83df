package dev.rdi.cli;

import dev.rdi.config.PipelineLoader;
import dev.rdi.config.Scaffold;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a configuration and a job to begin with. Confined to one thread. */
@Command(
        name = "scaffold",
        description = "Write a commented config.yaml and an example job for a kind of source database.",
        footerHeading = "%nExample:%n",
        footer = {
            "  redis-di scaffold --db-type postgresql --dir my-pipeline",
            "  redis-di scaffold --db-type mysql --preview job"
        })
final class ScaffoldCommand implements Runnable {
    private static final Path JOB = Path.of(PipelineLoader.JOBS_FOLDER, "orders.yaml");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--db-type",
            required = true,
            paramLabel = "TYPE",
            description = "The source database: ${COMPLETION-CANDIDATES}.")
    private Scaffold type = Scaffold.POSTGRESQL;

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
    public void run() {
        if (preview != null) {
            print(previewed(preview));
        } else if (directory == null) {
            print(type.config());
        } else {
            write(directory);
        }
    }

    private String previewed(String file) {
        return switch (file) {
            case PipelineLoader.CONFIG_FILE, "config" -> type.config();
            case "job", "jobs" -> type.job();
            default ->
                throw new ParameterException(
                        spec.commandLine(),
                        "Invalid value for option '--preview': '" + file + "' is neither config.yaml nor job");
        };
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private void write(Path folder) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve(PipelineLoader.CONFIG_FILE), type.config());
        files.put(folder.resolve(JOB), type.job());
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
        print("next: edit them, then run redis-di validate --dir " + folder + System.lineSeparator());
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
