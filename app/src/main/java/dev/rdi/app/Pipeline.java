package dev.rdi.app;

import dev.rdi.config.LoggingConfig;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.job.JobConfig;
import dev.rdi.config.job.JobFile;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a process must know to run a pipeline.
 *
 * <p>Immutable.
 *
 * @param installation tells pipelines of one name apart that share a source or a target
 * @param name the pipeline's name
 * @param config what the user wrote
 * @param jobs the job files, without errors
 * @param rdi the RDI database
 */
public record Pipeline(String installation, String name, PipelineConfig config, List<JobFile> jobs, RedisAddress rdi) {

    public Keys keys() {
        return new Keys(name);
    }

    /** What the target is called in the configuration. */
    public String targetName() {
        return config.defaultTargetName();
    }

    /** Where rows can go, by name. */
    public Map<String, RedisAddress> targets() {
        Map<String, RedisAddress> addresses = new LinkedHashMap<>();
        config.targets().forEach((target, its) -> addresses.put(target, Addresses.of(its.connection())));
        return addresses;
    }

    /** Whether another configuration of this pipeline needs another collector; how much it logs needs none. */
    boolean differsInCollecting(Pipeline other) {
        LoggingConfig logging = config.source().logging();
        return !config.source().equals(other.config.source().withLogging(logging));
    }

    /** Whether another configuration of this pipeline needs another processor. The source tells keys, too. */
    boolean differsInProcessing(Pipeline other) {
        return differsInCollecting(other)
                || !config.targets().equals(other.config.targets())
                || !config.processors()
                        .equals(other.config
                                .processors()
                                .withLogging(config.processors().logging()))
                || !jobConfigs().equals(other.jobConfigs());
    }

    private List<JobConfig> jobConfigs() {
        return jobs.stream().map(JobFile::job).toList();
    }
}
