package dev.rdi.transform.compile;

import dev.rdi.config.PipelineConfig;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.job.OutputConfig;
import dev.rdi.config.job.RedisWriteConfig;
import dev.rdi.model.TableId;
import dev.rdi.transform.Job;
import dev.rdi.transform.output.Output;
import dev.rdi.transform.record.RowFormat;
import dev.rdi.transform.step.Step;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds and builds the jobs of a table: those that name it, else the default job, else one that writes rows as they
 * are. Steps are compiled once, outputs for each table, because they differ with what is nested into its documents.
 *
 * <p>Immutable after its construction.
 */
final class TableJobs {

    private final List<JobFile> files;
    private final OutputCompiler outputs;
    private final Map<JobFile, List<Step>> steps = new HashMap<>();

    TableJobs(List<JobFile> files, PipelineConfig config, Predicate<TableId> isAlone) {
        this.files = files.stream()
                .filter(file -> file.job().source().isPresent())
                .sorted(Comparator.comparing(JobFile::name))
                .toList();
        Nests nests = Nests.of(files, config.defaultTargetName());
        Fences fences = Fences.of(files, config.defaultTargetName());
        this.outputs = new OutputCompiler(config, nests, fences, isAlone, isAlone.and(this::nobodyComputesKeys));
        this.files.forEach(
                file -> steps.put(file, StepCompiler.compile(file.job().transform())));
    }

    /** The jobs of a table, in the order in which they run. */
    List<Job> of(TableId table) {
        List<JobFile> own = matching(file -> !source(file).isDefault() && matches(source(file), table));
        List<JobFile> used =
                own.isEmpty() ? matching(file -> source(file).isDefault() && isIn(source(file), table)) : own;
        return used.isEmpty()
                ? List.of(Job.of("default", outputs.plain(table)))
                : used.stream().map(file -> job(file, table)).toList();
    }

    private Job job(JobFile file, TableId table) {
        RowFormat format =
                source(file).rowFormat() == dev.rdi.config.job.RowFormat.FULL ? RowFormat.FULL : RowFormat.PARTIAL;
        List<Output> written = file.job().output().isEmpty()
                ? List.of(outputs.plain(table))
                : file.job().output().stream()
                        .map(output -> outputs.compile(with(output), format, table))
                        .toList();
        return new Job(file.name(), format, steps.getOrDefault(file, List.of()), written);
    }

    private List<JobFile> matching(Predicate<JobFile> condition) {
        return files.stream().filter(condition).toList();
    }

    private static JobSource source(JobFile file) {
        return file.job().source().orElseThrow();
    }

    private static boolean matches(JobSource source, TableId table) {
        return source.matches(source.table(), table.table()) && isIn(source, table);
    }

    private static boolean isIn(JobSource source, TableId table) {
        return means(source, source.schema(), table.schema())
                && means(source, source.db(), table.database())
                && means(source, source.serverName(), table.server());
    }

    private static boolean means(JobSource source, Optional<String> configured, String actual) {
        return configured.isEmpty() || source.matches(configured.get(), actual);
    }

    /**
     * Whether the keys of a table can be told from others' by their prefix: a key that another job computes could be
     * any, and one that several jobs of the table write is not one job's to clear.
     */
    private boolean nobodyComputesKeys(TableId table) {
        boolean computed = files.stream()
                .filter(file -> !matches(source(file), table))
                .flatMap(file -> file.job().output().stream())
                .anyMatch(output ->
                        with(output).key().isPresent() || with(output).nest().isPresent());
        return !computed;
    }

    private static RedisWriteConfig.With with(OutputConfig output) {
        return ((RedisWriteConfig) output).with();
    }
}
