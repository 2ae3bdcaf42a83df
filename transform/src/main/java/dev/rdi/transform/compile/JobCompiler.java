package dev.rdi.transform.compile;

import dev.rdi.config.Loaded;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.job.JobExpression;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.problem.Problem;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.model.TableId;
import dev.rdi.transform.Jobs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns the job files of a pipeline into runnable jobs, or into a list of what is wrong with them. The one way to
 * validate jobs: deploy, run, dry run and validation all compile.
 *
 * <p>Immutable.
 */
public final class JobCompiler {

    private final List<JobFile> files;
    private final PipelineConfig config;

    /**
     * Prepares the compilation of all jobs of a pipeline at once, because a parent must know who nests into it.
     *
     * @param files in any order
     */
    public JobCompiler(List<JobFile> files, PipelineConfig config) {
        this.files = List.copyOf(files);
        this.config = config;
    }

    /** What was loaded, with everything that is wrong with the jobs' expressions as well. */
    public static Loaded checked(Loaded loaded) {
        List<Problem> found = check(loaded.jobs());
        if (found.isEmpty()) {
            return loaded;
        }
        List<Problem> all = new ArrayList<>(loaded.problems());
        all.addAll(found);
        all.sort(
                Comparator.comparing(Problem::file).thenComparing(Problem::line).thenComparing(Problem::column));
        return new Loaded(Optional.empty(), loaded.jobs(), all);
    }

    /** What is wrong with the expressions of the files, in the order of the files. */
    public static List<Problem> check(List<JobFile> files) {
        List<Problem> problems = new ArrayList<>();
        for (JobFile file : files) {
            for (JobExpression expression : file.expressions()) {
                try {
                    Compiled.expression(expression.language(), expression.text());
                } catch (InvalidExpressionException e) {
                    problems.add(file.error("job.bad-expression", expression.path(), e.offset(), e.what(), e.fix()));
                }
            }
        }
        return problems;
    }

    /**
     * Compiles the jobs.
     *
     * @param isAlone whether no other captured table has the same name in another schema, so that the default keys are
     *     the table's own
     * @throws IllegalArgumentException if {@link #check} or the loading of the files found errors
     */
    public Jobs compile(Predicate<TableId> isAlone) {
        if (files.stream().anyMatch(JobFile::hasErrors)) {
            throw new IllegalArgumentException("a job file has errors");
        }
        return new Jobs(new TableJobs(files, config, isAlone)::of);
    }
}
