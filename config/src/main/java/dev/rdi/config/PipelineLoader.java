package dev.rdi.config;

import dev.rdi.config.bind.Binder;
import dev.rdi.config.bind.Findings;
import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.secret.References;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import dev.rdi.config.yaml.YamlReader;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Loads the configuration of a pipeline and finds everything that is wrong with it at once.
 *
 * <p>Immutable; it has no state.
 */
public final class PipelineLoader {
    /** The file of a pipeline folder that holds the configuration. */
    public static final String CONFIG_FILE = "config.yaml";

    /** The folder of a pipeline folder that holds the job files. */
    public static final String JOBS_FOLDER = "jobs";

    private PipelineLoader() {}

    /** Loads a pipeline folder. What can't be read is a problem like any other. */
    public static Loaded load(Path directory, References references, Mode mode) {
        if (!Files.isDirectory(directory)) {
            Problems missing = new Problems(directory.toString());
            missing.error(
                    "config.no-directory",
                    Place.NONE,
                    "there is no such folder",
                    "give the folder that holds " + CONFIG_FILE + " with --dir");
            return new Loaded(Optional.empty(), List.of(), missing.sorted());
        }
        Path file = directory.resolve(CONFIG_FILE);
        Problems problems = new Problems(file.toString());
        Problems jobsFolder = new Problems(directory.resolve(JOBS_FOLDER).toString());
        Optional<PipelineConfig> config =
                TextFile.read(file, adviceFor(file), problems).flatMap(text -> parse(text, references, mode, problems));
        LoadedJobs jobs = JobLoader.load(jobFiles(directory, jobsFolder), config, references, mode);
        List<Problem> all = new ArrayList<>(problems.sorted());
        all.addAll(jobsFolder.sorted());
        all.addAll(jobs.problems());
        Loaded loaded = new Loaded(config, jobs.jobs(), all);
        return loaded.errors() == 0 ? loaded : new Loaded(Optional.empty(), jobs.jobs(), all);
    }

    /**
     * Loads a configuration from its text.
     *
     * @param file how problems call it
     */
    public static Loaded parse(String text, String file, References references, Mode mode) {
        Problems problems = new Problems(file);
        return new Loaded(parse(text, references, mode, problems), List.of(), problems.sorted());
    }

    /**
     * Loads a pipeline that isn't in a folder.
     *
     * @param config the text of what would be {@code config.yaml}
     * @param jobs the texts of the job files by their names, with or without suffix
     */
    public static Loaded parse(String config, Map<String, String> jobs, References references, Mode mode) {
        Loaded loaded = parse(config, CONFIG_FILE, references, mode);
        LoadedJobs loadedJobs = JobLoader.parse(jobs, loaded.config(), references, mode);
        List<Problem> all = new ArrayList<>(loaded.problems());
        all.addAll(loadedJobs.problems());
        boolean failed = all.stream().anyMatch(Problem::isError);
        return new Loaded(failed ? Optional.empty() : loaded.config(), loadedJobs.jobs(), all);
    }

    private static Optional<PipelineConfig> parse(String text, References references, Mode mode, Problems problems) {
        Optional<YamlNode> root = YamlReader.read(text, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        if (!(root.get() instanceof YamlMap map)) {
            problems.error(
                    "config.wrong-type",
                    Place.START,
                    "the file must be a map of sections",
                    "start it with sources:, targets: and processors:");
            return Optional.empty();
        }
        PipelineConfig config =
                new Binder(references, mode.lacking(), problems).bind(PipelineConfig.class, map, Place.START);
        config = config.withProcessors(FlinkAliases.applied(config.processors(), map.map("processors"), references));
        config = complete(config, references, problems);
        new PipelineRules(new Findings(map, Place.START, mode.lacking(), problems), config).check();
        return problems.hasErrors() ? Optional.empty() : Optional.of(config);
    }

    private static PipelineConfig complete(PipelineConfig config, References references, Problems problems) {
        try {
            return new Credentials(references).complete(config);
        } catch (RdiException e) {
            problems.error(e.code(), Place.NONE, e.what(), e.cure());
            return config;
        }
    }

    static String adviceFor(Path file) {
        Path other = file.resolveSibling("config.yml");
        return Files.isRegularFile(other)
                ? "rename " + other + " to " + CONFIG_FILE
                : "write it, with the sections sources, targets and processors";
    }

    /** The job files of a folder in the order of their names. */
    static List<Path> jobFiles(Path directory, Problems problems) {
        Path jobs = directory.resolve(JOBS_FOLDER);
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(jobs)) {
            return files.filter(PipelineLoader::isYaml).sorted().toList();
        } catch (IOException e) {
            TextFile.unreadable(e, "folder", problems);
            return List.of();
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
