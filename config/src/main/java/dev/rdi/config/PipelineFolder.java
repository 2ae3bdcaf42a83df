package dev.rdi.config;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlReader;
import dev.rdi.config.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a pipeline folder as trees. Nothing is checked but that they can be read, because whoever gets them checks
 * them again.
 *
 * <p>Immutable.
 */
public record PipelineFolder(Document config, List<Document> jobs) {

    /**
     * One file.
     *
     * @param name of a job: what it says, else the name of its file; of the configuration the name of its file
     * @param file as problems call it
     */
    public record Document(String name, String file, YamlMap tree) {}

    public PipelineFolder {
        jobs = List.copyOf(jobs);
    }

    /**
     * Reads a folder.
     *
     * @param problems receives what can't be read
     * @return empty if there is a problem
     */
    public static Optional<PipelineFolder> read(Path directory, List<Problem> problems) {
        Path path = directory.normalize().toString().isEmpty() ? Path.of("") : directory;
        Path configFile = path.resolve(PipelineLoader.CONFIG_FILE);
        Problems folder = new Problems(path.resolve(PipelineLoader.JOBS_FOLDER).toString());
        Optional<Document> config =
                document(configFile, PipelineLoader.CONFIG_FILE, PipelineLoader.adviceFor(configFile), problems);
        List<Document> jobs = new ArrayList<>();
        for (Path file : PipelineLoader.jobFiles(path, folder)) {
            document(file, "", "give the path of a job file", problems).ifPresent(jobs::add);
        }
        problems.addAll(folder.sorted());
        return problems.isEmpty() ? config.map(it -> new PipelineFolder(it, jobs)) : Optional.empty();
    }

    private static Optional<Document> document(Path file, String name, String advice, List<Problem> all) {
        Problems problems = new Problems(file.toString());
        Optional<Document> document = TextFile.read(file, advice, problems)
                .flatMap(text -> YamlReader.read(text, problems))
                .flatMap(root -> {
                    if (root instanceof YamlMap map) {
                        return Optional.of(
                                new Document(name.isEmpty() ? jobName(file, map) : name, file.toString(), map));
                    }
                    problems.error(
                            "config.wrong-type",
                            Place.START,
                            "the file must be a map of sections",
                            "start it with the name of a section");
                    return Optional.empty();
                });
        all.addAll(problems.sorted());
        return document;
    }

    private static String jobName(Path file, YamlMap job) {
        return job.present("name")
                .filter(entry -> entry.value() instanceof YamlScalar)
                .map(entry -> ((YamlScalar) entry.value()).text().strip())
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> JobLoader.nameOf(file.toString()));
    }
}
