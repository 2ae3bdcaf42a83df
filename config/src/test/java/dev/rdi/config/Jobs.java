package dev.rdi.config;

import dev.rdi.config.job.JobConfig;
import dev.rdi.config.secret.References;
import java.util.List;
import java.util.Optional;

/** Short ways to load job files. */
final class Jobs {
    private Jobs() {}

    static LoadedJobs load(String yaml, Mode mode) {
        return JobLoader.parse(yaml, "jobs/job.yaml", Optional.empty(), References.none(), mode);
    }

    /** The job of a text that must be without any problem. */
    static JobConfig valid(String yaml) {
        LoadedJobs loaded = load(yaml, Mode.RUN);
        if (!loaded.problems().isEmpty()) {
            throw new AssertionError(loaded.problems());
        }
        return loaded.jobs().get(0).job();
    }

    /** The problems of a job that is checked against a configuration, each as {@code line:column severity code path}. */
    static List<String> problems(String yaml, String config) {
        Optional<PipelineConfig> pipeline = Yaml.offline(config).config();
        return Yaml.describe(JobLoader.parse(yaml, "job.yaml", pipeline, References.none(), Mode.RUN)
                .problems());
    }

    static List<String> problems(String yaml) {
        return Yaml.describe(load(yaml, Mode.RUN).problems());
    }

    /** A job with these steps, the first of which begins on line 4. */
    static String steps(String steps) {
        return "name: job\nsource: {table: orders}\ntransform:\n" + steps;
    }

    /** A job with an output whose properties are indented by four and begin on line 5. */
    static String output(String with) {
        return "source: {table: orders}\noutput:\n- uses: redis.write\n  with:\n" + with.indent(4);
    }
}
