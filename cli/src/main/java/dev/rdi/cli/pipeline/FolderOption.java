package dev.rdi.cli.pipeline;

import dev.rdi.cli.context.ApiAccess;
import dev.rdi.config.PipelineFolder;
import dev.rdi.config.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The folder with the files of a pipeline. Confined to one thread. */
final class FolderOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The pipeline folder, which holds config.yaml and the folder jobs (${DEFAULT-VALUE}).")
    private Path directory = Path.of(".");

    Path directory() {
        return directory;
    }

    /** Reads the folder; tells everything that keeps it from being read. */
    Optional<PipelineFiles> read(ApiAccess access) {
        List<Problem> problems = new ArrayList<>();
        Optional<PipelineFolder> folder = PipelineFolder.read(directory, problems);
        problems.forEach(problem -> access.problem(problem.describe(), problem.fix()));
        return folder.map(PipelineFiles::new);
    }
}
