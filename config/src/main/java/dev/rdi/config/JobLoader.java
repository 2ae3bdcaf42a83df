package dev.rdi.config;

import dev.rdi.config.bind.Binder;
import dev.rdi.config.job.JobConfig;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.secret.References;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import dev.rdi.config.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Loads job files and finds everything that is wrong with them at once, but for what only a compiler of expressions
 * can see.
 *
 * <p>Confined to one thread.
 */
public final class JobLoader {
    private static final Pattern FILE_NAME = Pattern.compile("([^/\\\\]*?)(\\.ya?ml)?$");

    private final References references;
    private final Mode mode;
    private final List<JobDraft> drafts = new ArrayList<>();
    private final List<Problems> found = new ArrayList<>();

    private JobLoader(References references, Mode mode) {
        this.references = references;
        this.mode = mode;
    }

    /**
     * Loads the jobs of files.
     *
     * @param config what the jobs are checked against; without it only what holds for each job is checked
     */
    public static LoadedJobs load(List<Path> files, Optional<PipelineConfig> config, References references, Mode mode) {
        JobLoader loader = new JobLoader(references, mode);
        for (Path file : files) {
            Problems problems = new Problems(file.toString());
            loader.found.add(problems);
            TextFile.read(file, "give the path of a job file", problems).ifPresent(text -> loader.read(text, problems));
        }
        return loader.finish(config);
    }

    /**
     * Loads a job from its text.
     *
     * @param file how problems call it
     * @param config what the job is checked against
     */
    public static LoadedJobs parse(
            String text, String file, Optional<PipelineConfig> config, References references, Mode mode) {
        JobLoader loader = new JobLoader(references, mode);
        Problems problems = new Problems(file);
        loader.found.add(problems);
        loader.read(text, problems);
        return loader.finish(config);
    }

    /**
     * Loads jobs from their texts.
     *
     * @param texts by the names of the files, with or without suffix
     * @param config what the jobs are checked against; without it only what holds for each job is checked
     */
    public static LoadedJobs parse(
            Map<String, String> texts, Optional<PipelineConfig> config, References references, Mode mode) {
        JobLoader loader = new JobLoader(references, mode);
        new TreeMap<>(texts).forEach((name, text) -> {
            Problems problems = new Problems(PipelineLoader.JOBS_FOLDER + "/" + name);
            loader.found.add(problems);
            loader.read(text, problems);
        });
        return loader.finish(config);
    }

    private void read(String text, Problems problems) {
        Optional<YamlNode> root = YamlReader.read(text, problems);
        if (root.isPresent() && !(root.get() instanceof YamlMap)) {
            problems.error(
                    "config.wrong-type",
                    Place.START,
                    "the file must be a map of sections",
                    "start it with source:, transform: and output:");
        } else if (root.isPresent()) {
            YamlMap map = (YamlMap) root.get();
            JobConfig job = new Binder(references, mode.lacking(), problems).bind(JobConfig.class, map, Place.START);
            String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
            drafts.add(new JobDraft(job.named(nameOf(problems.file())), content, map, problems));
        }
    }

    static String nameOf(String file) {
        Matcher matcher = FILE_NAME.matcher(file);
        return matcher.find() ? matcher.group(1) : file;
    }

    private LoadedJobs finish(Optional<PipelineConfig> config) {
        drafts.forEach(draft -> new JobRules(draft, mode, config).check());
        JobRules.checkTogether(drafts);
        List<JobFile> jobs = drafts.stream()
                .sorted(Comparator.comparing(JobDraft::name))
                .map(JobDraft::finish)
                .toList();
        List<Problem> problems =
                found.stream().flatMap(one -> one.sorted().stream()).toList();
        return new LoadedJobs(jobs, problems);
    }
}
