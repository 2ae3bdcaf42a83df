package dev.rdi.collector;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.AbstractSourceInfo;
import io.debezium.connector.SourceInfoStructMaker;
import io.debezium.connector.binlog.BinlogSourceInfo;
import io.debezium.connector.postgresql.SourceInfo;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Leaves out the description of the source that Debezium repeats in every record, some fifteen values and a JSON text:
 * a record's offset has the position, the transaction and the time too, and its {@linkplain TableTopic topic} the
 * table.
 * The fields that are left are those that Debezium itself looks for; none says anything.
 *
 * <p>Public, and with a constructor without parameters, because Debezium makes it. Confined to the reading thread.
 */
public final class NoSourceInfo implements SourceInfoStructMaker<AbstractSourceInfo> {

    private static final Schema SCHEMA = SchemaBuilder.struct()
            .name("dev.rdi.Source")
            .field(AbstractSourceInfo.SNAPSHOT_KEY, Schema.OPTIONAL_STRING_SCHEMA)
            .field(AbstractSourceInfo.TIMESTAMP_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SourceInfo.TXID_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SourceInfo.LSN_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SourceInfo.XMIN_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(BinlogSourceInfo.BINLOG_FILENAME_OFFSET_KEY, Schema.OPTIONAL_STRING_SCHEMA)
            .field(BinlogSourceInfo.BINLOG_POSITION_OFFSET_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(BinlogSourceInfo.BINLOG_ROW_IN_EVENT_OFFSET_KEY, Schema.OPTIONAL_INT32_SCHEMA)
            .build();

    private final Struct nothing = nothing();

    /** The description of a source that says nothing. */
    static Struct nothing() {
        return new Struct(SCHEMA)
                .put(BinlogSourceInfo.BINLOG_POSITION_OFFSET_KEY, 0L)
                .put(BinlogSourceInfo.BINLOG_ROW_IN_EVENT_OFFSET_KEY, 0);
    }

    @Override
    public void init(String connector, String version, CommonConnectorConfig configuration) {
        // There is nothing to say about them.
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Struct struct(AbstractSourceInfo source) {
        return nothing;
    }
}
