package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.util.LoggingContext;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordQueueTest {

    private final ChangeEventQueue<DataChangeEvent> debezium = new ChangeEventQueue.Builder<DataChangeEvent>()
            .pollInterval(Duration.ofMillis(1))
            .maxBatchSize(2)
            .maxQueueSize(10)
            .maxQueueSizeInBytes(1 << 20)
            .loggingContextSupplier(() -> LoggingContext.forConnector("test", "test", "test"))
            .build();

    @Test
    void takesWhatIsThereAtMostABatch() throws Exception {
        RecordQueue queue = new RecordQueue(debezium, 2);
        assertThat(queue.take()).isEmpty();
        for (int i = 0; i < 3; i++) {
            debezium.enqueue(new DataChangeEvent(record("r" + i)));
        }
        assertThat(queue.take()).extracting(SourceRecord::topic).containsExactly("r0", "r1");
        assertThat(queue.take()).extracting(SourceRecord::topic).containsExactly("r2");
        assertThat(debezium.currentQueueSizeInBytes()).isZero();
    }

    @Test
    void throwsWhatEndedTheReading() throws Exception {
        RecordQueue queue = new RecordQueue(debezium, 2);
        debezium.producerException(new IllegalArgumentException("gone"));
        assertThatThrownBy(queue::take)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gone");
    }

    private static SourceRecord record(String value) {
        Schema schema =
                SchemaBuilder.struct().field("value", Schema.STRING_SCHEMA).build();
        return new SourceRecord(Map.of(), Map.of(), value, schema, new Struct(schema).put("value", value));
    }
}
