package dev.rdi.config.job;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.yaml.YamlMap;
import java.util.List;

/**
 * A job and the file that it was read from, so that what is found later, such as a broken expression, is reported with
 * its place as well.
 *
 * <p>Where {@link #hasErrors()}, parts of the job are stand-ins: only its {@link #expressions()} are good for further
 * checks. Immutable.
 */
public final class JobFile {
    private final JobConfig job;
    private final String file;
    private final boolean errors;
    private final JobText text;

    /**
     * Puts a job and its file together.
     *
     * @param file as problems call it
     * @param source the text of the file, without a byte order mark
     * @param root what was read from it
     */
    public JobFile(JobConfig job, String file, boolean errors, String source, YamlMap root) {
        this.job = job;
        this.file = file;
        this.errors = errors;
        this.text = new JobText(source, root);
    }

    public JobConfig job() {
        return job;
    }

    /** The name of the job. */
    public String name() {
        return job.name().orElse(file);
    }

    /** The file as problems call it. */
    public String file() {
        return file;
    }

    /** Whether something in the file is wrong. */
    public boolean hasErrors() {
        return errors;
    }

    /** Every expression that is written in the file with a language that exists, even where the rest is wrong. */
    public List<JobExpression> expressions() {
        return text.expressions();
    }

    /**
     * An error at what is written at a path.
     *
     * @param code dotted and stable, such as {@code job.bad-expression}
     * @param path such as {@code transform[0].with.fields[1].expression}; where nothing is written there, the problem
     *     has the position of the nearest part above it
     */
    public Problem error(String code, String path, String message, String fix) {
        return problem(Severity.ERROR, code, text.place(path), message, fix);
    }

    /**
     * An error within the text that is written at a path.
     *
     * @param offset in characters from the start of the text
     */
    public Problem error(String code, String path, int offset, String message, String fix) {
        return problem(Severity.ERROR, code, text.place(path, offset), message, fix);
    }

    /** A warning about what is written at a path. */
    public Problem warning(String code, String path, String message, String fix) {
        return problem(Severity.WARNING, code, text.place(path), message, fix);
    }

    private Problem problem(Severity severity, String code, Place place, String message, String fix) {
        return new Problem(severity, code, file, place.line(), place.column(), place.path(), message, fix);
    }
}
