package dev.rdi.collector;

import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.meters.CommonEventMeter;
import io.debezium.pipeline.metrics.PipelineMetrics;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.txmetadata.TransactionInfo;
import io.debezium.spi.schema.DataCollectionId;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/**
 * Leaves out the text of the last event that Debezium keeps among its metrics. It writes the key and the position of
 * every single record as JSON for it, which is a third of what reading a table costs, and shows values of rows to
 * whoever may look at the metrics. Nothing switches it off, so its parts are used by name.
 *
 * <p>Stateless.
 */
final class LastEventMetric {

    private LastEventMetric() {}

    /** Leaves it out for a task that has just been started. */
    static void leaveOut(ChangeEventSourceCoordinator<?, ?> coordinator) {
        try {
            for (String metrics : new String[] {"snapshotMetrics", "streamingMetrics"}) {
                Object pipeline =
                        field(ChangeEventSourceCoordinator.class, metrics).get(coordinator);
                Object meter = field(PipelineMetrics.class, "commonEventMeter").get(pipeline);
                Field provider = field(CommonEventMeter.class, "metadataProvider");
                provider.set(meter, new WithoutSummary((EventMetadataProvider) provider.get(meter)));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Debezium has other metrics", e);
        }
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private record WithoutSummary(EventMetadataProvider provider) implements EventMetadataProvider {

        @Override
        public String toSummaryString(DataCollectionId source, OffsetContext offset, Object key, Struct value) {
            return "";
        }

        @Override
        public Instant getEventTimestamp(DataCollectionId source, OffsetContext offset, Object key, Struct value) {
            return provider.getEventTimestamp(source, offset, key, value);
        }

        @Override
        public Map<String, String> getEventSourcePosition(
                DataCollectionId source, OffsetContext offset, Object key, Struct value) {
            return provider.getEventSourcePosition(source, offset, key, value);
        }

        @Override
        public String getTransactionId(DataCollectionId source, OffsetContext offset, Object key, Struct value) {
            return provider.getTransactionId(source, offset, key, value);
        }

        @Override
        public TransactionInfo getTransactionInfo(
                DataCollectionId source, OffsetContext offset, Object key, Struct value) {
            return provider.getTransactionInfo(source, offset, key, value);
        }
    }
}
