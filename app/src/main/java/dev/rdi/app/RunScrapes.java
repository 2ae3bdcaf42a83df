package dev.rdi.app;

import dev.rdi.control.PipelineStatus;
import dev.rdi.control.Statistics;
import dev.rdi.control.metrics.Scrapes;
import dev.rdi.redis.RedisPool;
import java.util.Map;
import java.util.Optional;

/** What {@code redis-di run} tells Prometheus. Stateless. */
final class RunScrapes {

    private RunScrapes() {}

    static Scrapes of(Pipeline pipeline, LeaderLoop loop, RedisPool pool) {
        return new LedScrapes(
                pipeline.installation(),
                () -> loop.running().map(running -> led(pipeline, running, pool)).stream()
                        .toList(),
                () -> Map.of(pipeline.name(), loop.running().isPresent()),
                () -> true);
    }

    private static LedPipeline led(Pipeline pipeline, DataPlane running, RedisPool pool) {
        PipelineStatus status = running.failure().isPresent() ? PipelineStatus.ERROR : PipelineStatus.STARTED;
        return new LedPipeline(
                pipeline.name(),
                status,
                Optional.of(running),
                running.sourceLag(),
                () -> Statistics.summaries(pool, pipeline.keys(), pipeline.targetName()));
    }
}
