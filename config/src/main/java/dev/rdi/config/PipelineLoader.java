package dev.rdi.config;

import dev.rdi.config.bind.Binder;
import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.secret.References;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import dev.rdi.config.yaml.YamlReader;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private PipelineLoader() {}

    /** Loads a pipeline folder. What can't be read is a problem like any other. */
    public static Loaded load(Path directory, References references, Mode mode) {
        Path file = directory.resolve(CONFIG_FILE);
        Problems problems = new Problems(file.toString());
        if (!Files.isDirectory(directory)) {
            Problems missing = new Problems(directory.toString());
            missing.error(
                    "config.no-directory",
                    Place.NONE,
                    "there is no such folder",
                    "give the folder that holds " + CONFIG_FILE + " with --dir");
            return new Loaded(Optional.empty(), missing.sorted());
        }
        Optional<PipelineConfig> config = read(file, problems).flatMap(text -> parse(text, references, mode, problems));
        List<Problem> all = new ArrayList<>(problems.sorted());
        all.addAll(jobs(directory, mode));
        Loaded loaded = new Loaded(config, all);
        return loaded.errors() == 0 ? loaded : new Loaded(Optional.empty(), all);
    }

    /**
     * Loads a configuration from its text.
     *
     * @param file how problems call it
     */
    public static Loaded parse(String text, String file, References references, Mode mode) {
        Problems problems = new Problems(file);
        return new Loaded(parse(text, references, mode, problems), problems.sorted());
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
        config = complete(config, references, problems);
        new PipelineRules(new Findings(map, Place.START, mode, problems), config).check();
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

    private static Optional<String> read(Path file, Problems problems) {
        if (!Files.isRegularFile(file)) {
            problems.error("config.no-file", Place.NONE, "there is no such file", adviceFor(file));
            return Optional.empty();
        }
        try {
            return Optional.of(decode(Files.readAllBytes(file)));
        } catch (CharacterCodingException e) {
            problems.error("config.bad-yaml", Place.NONE, "the file is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            problems.error(
                    "config.unreadable",
                    Place.NONE,
                    "the file can't be read: " + e.getClass().getSimpleName(),
                    "give this user the right to read it");
        }
        return Optional.empty();
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String adviceFor(Path file) {
        Path other = file.resolveSibling("config.yml");
        return Files.isRegularFile(other)
                ? "rename " + other + " to " + CONFIG_FILE
                : "write it, with the sections sources, targets and processors";
    }

    /** Jobs have files of their own; a file that changes nothing must not look as if it did. */
    private static List<Problem> jobs(Path directory, Mode mode) {
        Path jobs = directory.resolve("jobs");
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(jobs)) {
            return files.filter(PipelineLoader::isYaml)
                    .sorted()
                    .map(job -> notApplied(job, mode))
                    .toList();
        } catch (IOException e) {
            return List.of(new Problem(
                    Severity.WARNING,
                    "config.unreadable",
                    jobs.toString(),
                    0,
                    0,
                    "",
                    "the folder can't be read: " + e.getClass().getSimpleName(),
                    "give this user the right to read it"));
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /** To run without them would write another data model than the one that was asked for. */
    private static Problem notApplied(Path file, Mode mode) {
        return new Problem(
                mode.lacking(),
                "config.jobs-not-applied",
                file.toString(),
                0,
                0,
                "",
                "this version applies no jobs: tables are written as if the file weren't there",
                "move the file away if that is what you want");
    }
}
