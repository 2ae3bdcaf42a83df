package dev.rdi.app;

import dev.rdi.collector.SourceWatch.Lag;
import dev.rdi.control.PipelineStatus;
import dev.rdi.redis.StreamSummary;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A pipeline that this process leads, for those who watch.
 *
 * <p>Immutable; what it holds is thread-safe.
 *
 * @param dataPlane empty while the pipeline doesn't run
 * @param lag how far the source is ahead, as far as that is known; while the pipeline is stopped, too
 * @param streams asks the RDI database for its change streams, by their short names
 */
record LedPipeline(
        String name,
        PipelineStatus status,
        Optional<DataPlane> dataPlane,
        Optional<Lag> lag,
        Supplier<Map<String, StreamSummary>> streams) {

    /** What its collector does in one word; empty while the pipeline doesn't run. */
    String collectorPhase() {
        return dataPlane.map(DataPlane::collectorPhase).orElse("");
    }
}
