package dev.rdi.collector;

import io.debezium.relational.TableId;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.util.Properties;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Names topics so that a record's topic says exactly which table it belongs to: the number of characters of the
 * schema's name, a colon, the schema, a point, the table. There are no topics in this product; Debezium just passes
 * the name on with every record.
 *
 * <p>Public, and with a constructor for its properties, because Debezium makes it. Thread-safe.
 */
public final class TableTopic implements TopicNamingStrategy<TableId> {

    private volatile Topic last = new Topic(new TableId(null, null, ""), "");

    private record Topic(TableId table, String name) {}

    /** As Debezium calls it; nothing is configurable. */
    public TableTopic(Properties properties) {
        configure(properties);
    }

    /** The table of a record, as {@code schema.table}. */
    static String qualifiedName(SourceRecord record) {
        return record.topic().substring(record.topic().indexOf(':') + 1);
    }

    static String schema(SourceRecord record) {
        return qualifiedName(record).substring(0, schemaLength(record));
    }

    static String table(SourceRecord record) {
        return qualifiedName(record).substring(schemaLength(record) + 1);
    }

    private static int schemaLength(SourceRecord record) {
        return Integer.parseInt(record.topic(), 0, record.topic().indexOf(':'), 10);
    }

    @Override
    public void configure(Properties properties) {
        // There is nothing to configure.
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one object for each table; two that are equal may differ in their schema
    public String dataChangeTopic(TableId table) {
        Topic known = last;
        if (known.table() != table) {
            known = new Topic(table, name(table));
            last = known;
        }
        return known.name();
    }

    private static String name(TableId table) {
        // Where there are no schemas the database takes their place.
        String schema = table.schema() == null ? String.valueOf(table.catalog()) : table.schema();
        return schema.length() + ":" + schema + "." + table.table();
    }

    @Override
    public String schemaChangeTopic() {
        return "schemas";
    }

    @Override
    public String heartbeatTopic() {
        return "heartbeat";
    }

    @Override
    public String transactionTopic() {
        return "transactions";
    }

    @Override
    public String sanitizedTopicName(String name) {
        return name;
    }
}
