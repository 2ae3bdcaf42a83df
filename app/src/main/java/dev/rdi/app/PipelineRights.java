package dev.rdi.app;

import dev.rdi.app.prepare.DatabaseChecks;
import dev.rdi.config.TargetDataType;
import dev.rdi.config.job.DataType;
import dev.rdi.config.job.JobConfig;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.job.LookupConfig;
import dev.rdi.config.job.OutputConfig;
import dev.rdi.config.job.RedisWriteConfig;
import dev.rdi.config.job.TransformConfig;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.acl.Right;
import dev.rdi.redis.acl.Rights;
import dev.rdi.redis.acl.RightsCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which rights a pipeline's users need, from what the pipeline does. Stateless. */
final class PipelineRights {

    private PipelineRights() {}

    /** What the user of the RDI database must be allowed. */
    static RightsCheck rdi(Pipeline pipeline, RedisConnection redis) {
        List<Rights> groups = new ArrayList<>(DatabaseChecks.rightsOf(redis));
        if (Sources.isExternal(pipeline)) {
            groups.add(Rights.EXTERNAL);
        } else if (new SinkSettings(pipeline.config().source().advanced().sink())
                .replicas()
                .awaited()) {
            groups.add(Rights.WAIT);
        }
        return new RightsCheck(groups, List.of(), pipeline.keys().lease());
    }

    /** What the user of a target must be allowed. */
    static RightsCheck target(Pipeline pipeline, String target, RedisConnection redis) {
        Set<Rights> groups = EnumSet.of(Rights.TARGET);
        if (redis.nodes().size() > 1) {
            groups.add(Rights.CLUSTER);
        }
        if (pipeline.config().processors().waitEnabled()) {
            groups.add(Rights.WAIT);
        }
        if (target.equals(pipeline.targetName())) {
            groups.add(byDefault(pipeline));
        }
        List<Right> lookups = new ArrayList<>();
        for (JobFile file : pipeline.jobs()) {
            JobConfig job = file.job();
            job.output().forEach(output -> ofOutput(pipeline, target, output, groups));
            job.transform().forEach(step -> ofStep(target, step, lookups));
        }
        return new RightsCheck(
                List.copyOf(groups), lookups, Keys.targetMark(pipeline.installation(), pipeline.name(), target));
    }

    private static void ofOutput(Pipeline pipeline, String target, OutputConfig output, Set<Rights> groups) {
        if (output instanceof RedisWriteConfig write
                && write.with().connection().orElse(pipeline.targetName()).equals(target)) {
            groups.add(write.with().dataType().map(PipelineRights::of).orElse(byDefault(pipeline)));
        }
    }

    private static Rights byDefault(Pipeline pipeline) {
        return pipeline.config().processors().targetDataType() == TargetDataType.JSON ? Rights.JSON : Rights.HASH;
    }

    private static Rights of(DataType type) {
        return switch (type) {
            case HASH -> Rights.HASH;
            case JSON -> Rights.JSON;
            case SET -> Rights.SET;
            case SORTED_SET -> Rights.SORTED_SET;
            case STREAM -> Rights.STREAM;
            case STRING -> Rights.TARGET;
        };
    }

    private static void ofStep(String target, TransformConfig step, List<Right> lookups) {
        if (step instanceof LookupConfig lookup && lookup.with().connection().equals(target)) {
            List<String> arguments =
                    new ArrayList<>(Collections.nCopies(lookup.with().args().size(), Right.KEY));
            lookups.add(new Right(lookup.with().cmd().toLowerCase(Locale.ROOT), true, arguments));
        }
    }
}
