package dev.rdi.app;

import dev.rdi.config.ProcessorsConfig;
import dev.rdi.processor.ProcessorSettings;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.redis.Replicas;
import dev.rdi.redis.target.WriteSettings;

/** What the stream processor has to know, from what the user wrote. Immutable; it has no state. */
final class ProcessorWiring {

    private ProcessorWiring() {}

    static ProcessorSettings settings(Pipeline pipeline) {
        ProcessorsConfig config = pipeline.config().processors();
        OnRejected onRejected = switch (config.errorHandling()) {
            case DLQ -> OnRejected.KEEP;
            case IGNORE -> OnRejected.IGNORE;
            case ABORT -> OnRejected.ABORT;
        };
        Replicas replicas = config.waitEnabled()
                ? new Replicas(true, config.waitTimeout(), config.retryOnReplicaFailure())
                : Replicas.NOT_AWAITED;
        return new ProcessorSettings(
                pipeline.targetName(),
                config.readBatchSize(),
                config.dlqMaxMessages(),
                config.maxRowBytes(),
                onRejected,
                Runtime.getRuntime().availableProcessors(),
                config.coalesceUpdates(),
                new WriteSettings(config.writeBatchSize(), config.retryMaxAttempts(), replicas),
                config.retryInitialDelay(),
                config.retryMaxDelay(),
                Sources.external(pipeline));
    }
}
