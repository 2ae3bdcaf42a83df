package dev.rdi.app;

import dev.rdi.control.metrics.Exposition;
import dev.rdi.control.metrics.ProcessorSet;
import dev.rdi.redis.Counters;
import dev.rdi.redis.StreamSummary;
import java.util.Map;

/** The metrics of change streams, as the RDI database knows them. Stateless. */
final class StreamExposition {

    private StreamExposition() {}

    static void add(Exposition exposition, String pipeline, Map<String, StreamSummary> streams) {
        Counters sum = Counters.ZERO;
        long pending = 0;
        for (StreamSummary stream : streams.values()) {
            sum = sum.plus(stream.counters());
            pending += stream.pending();
        }
        exposition.add(ProcessorSet.INCOMING, sum.total() + pending, pipeline);
        exposition.add(ProcessorSet.PROCESSED, sum.inserted() + sum.updated() + sum.deleted(), pipeline);
        exposition.add(ProcessorSet.REJECTED, sum.rejected(), pipeline);
        exposition.add(ProcessorSet.FILTERED, sum.filtered(), pipeline);
        streams.forEach((name, stream) -> add(exposition, pipeline, name, stream));
    }

    private static void add(Exposition exposition, String pipeline, String name, StreamSummary stream) {
        Counters counters = stream.counters();
        Map.of(
                        "pending", stream.pending(),
                        "inserted", counters.inserted(),
                        "updated", counters.updated(),
                        "deleted", counters.deleted(),
                        "filtered", counters.filtered(),
                        "rejected", counters.rejected(),
                        "deduplicated", counters.deduplicated())
                .forEach((operation, count) -> exposition.add(ProcessorSet.ENTRIES, count, pipeline, name, operation));
        exposition.add(ProcessorSet.LATENCY, stream.oldestAge().toMillis(), pipeline, name);
        stream.memoryBytes().ifPresent(bytes -> exposition.add(ProcessorSet.STAGING, bytes, pipeline, name));
        exposition.add(ProcessorSet.LETTERS, stream.deadLetters(), pipeline, name);
        exposition.add(ProcessorSet.DROPPED, stream.droppedLetters(), pipeline, name);
    }
}
