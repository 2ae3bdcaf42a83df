package dev.rdi.benchmarks;

import dev.rdi.config.JobLoader;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.secret.References;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.processor.ProcessorSettings;
import dev.rdi.processor.StreamProcessor;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.transform.compile.JobCompiler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process with the stream processor and nothing else, until it is ended. Its arguments are the URL of Redis and the
 * name of a job among the resources, if not the default job is to run.
 */
public final class DrainProcess {

    private static final PipelineConfig CONFIG = PipelineLoader.parse(
                    """
                    sources: {bench: {type: external}}
                    targets: {target: {connection: {type: redis, host: 127.0.0.1, port: 6379}}}
                    """, "config.yaml", References.none(), Mode.OFFLINE)
            .config()
            .orElseThrow();

    private DrainProcess() {}

    private static List<JobFile> jobs(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            return List.of();
        }
        try (InputStream in = DrainProcess.class.getResourceAsStream(arguments[1])) {
            if (in == null) {
                throw new IllegalArgumentException("no job " + arguments[1]);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return JobLoader.parse(text, arguments[1], Optional.empty(), References.none(), Mode.OFFLINE)
                    .jobs();
        }
    }

    public static void main(String[] arguments) throws IOException {
        RedisAddress redis = RedisAddress.parse(arguments[0]);
        ProcessorSettings settings = ProcessorSettings.defaults("target");
        try (StreamProcessor processor = new StreamProcessor(
                settings,
                new Keys("default"),
                redis,
                Map.of("target", redis),
                new JobCompiler(jobs(arguments), CONFIG)::compile,
                new SoleLeader(),
                new StopSignal(),
                new Health())) {
            processor.run();
        }
    }
}
