package dev.rdi.collector;

import dev.rdi.model.ChangeEvent.KeyChange;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record is one half of a change of the primary key, which Debezium says with a header.
 *
 * <p>Immutable.
 *
 * @param otherKey the key of the other half, null if it is none
 */
record KeyHalf(KeyChange change, @Nullable Struct otherKey) {

    private static final String NEW_KEY = "__debezium.newkey";
    private static final String OLD_KEY = "__debezium.oldkey";
    private static final KeyHalf NONE = new KeyHalf(KeyChange.NO, null);

    static KeyHalf of(SourceRecord record) {
        if (record.headers().isEmpty()) {
            return NONE;
        }
        Header newKey = record.headers().lastWithName(NEW_KEY);
        if (newKey != null) {
            return new KeyHalf(KeyChange.OLD_KEY, (Struct) newKey.value());
        }
        Header oldKey = record.headers().lastWithName(OLD_KEY);
        return oldKey == null ? NONE : new KeyHalf(KeyChange.NEW_KEY, (Struct) oldKey.value());
    }
}
