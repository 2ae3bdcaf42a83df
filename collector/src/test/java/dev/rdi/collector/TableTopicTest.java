package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TableTopicTest {

    private final TableTopic topics = new TableTopic(new Properties());

    @Test
    @DisplayName("R28: names with points and colons")
    void saysWhichTable() {
        assertNamed("public", "orders");
        assertNamed("a.b", "c");
        assertNamed("a", "b.c");
        assertNamed("1:2.3", "4:5");
        assertNamed("", "t");
    }

    @Test
    void tellsTablesApartWhoseNamesLookAlike() {
        assertThat(topics.dataChangeTopic(new TableId("db", "a.b", "c")))
                .isNotEqualTo(topics.dataChangeTopic(new TableId("db", "a", "b.c")));
    }

    private void assertNamed(String schema, String table) {
        String topic = topics.dataChangeTopic(new TableId("db", schema, table));
        SourceRecord record = new SourceRecord(Map.of(), Map.of(), topic, null, null);
        assertThat(TableTopic.schema(record)).isEqualTo(schema);
        assertThat(TableTopic.table(record)).isEqualTo(table);
        assertThat(TableTopic.qualifiedName(record)).isEqualTo(schema + "." + table);
    }
}
