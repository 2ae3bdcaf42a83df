package dev.rdi.collector;

import dev.rdi.model.RowType;
import dev.rdi.wire.PackedRowWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Packs Connect structures of one schema. Made once for each version of a table; does per value only what the value
 * needs.
 *
 * <p>Confined to one thread: it reuses its buffer.
 */
final class RowEncoder {

    private final RowType type;
    private final String[] names;
    private final ValueEncoder[] encoders;
    private final Schema schema;
    private final PackedRowWriter packed = new PackedRowWriter();
    private final BitSet missing = new BitSet();

    /**
     * @param dropped is told the columns that aren't captured because of their type
     */
    RowEncoder(Schema schema, ColumnEncodings encodings, Consumer<String> dropped) {
        this.schema = schema;
        List<ColumnEncoding> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            Optional<ColumnEncoding> column = encodings.of(field.name(), field.schema());
            column.ifPresentOrElse(columns::add, () -> dropped.accept(field.name()));
        }
        this.type = new RowType(columns.stream().map(ColumnEncoding::field).toList());
        this.names = columns.stream().map(column -> column.field().name()).toArray(String[]::new);
        this.encoders = columns.stream().map(ColumnEncoding::encoder).toArray(ValueEncoder[]::new);
    }

    RowType type() {
        return type;
    }

    /** The Connect schema of a column. */
    Schema schema(int column) {
        return schema.field(names[column]).schema();
    }

    /** The columns of the row encoded last whose values the source didn't send. */
    BitSet missing() {
        return missing;
    }

    /**
     * Encodes a row.
     *
     * @throws UnencodableException if one of its values can't be encoded
     */
    byte[] encode(Struct row) {
        packed.reset();
        missing.clear();
        for (int i = 0; i < encoders.length; i++) {
            missing.set(i, !write(row, i));
        }
        return packed.toBytes();
    }

    /** Writes a value; returns false if the source didn't send it. */
    private boolean write(Struct row, int column) {
        try {
            // Without default: null is null also where the column has a default.
            Object value = row.getWithoutDefault(names[column]);
            if (value != null) {
                return encoders[column].write(value, packed);
            }
            packed.addNull();
            return true;
        } catch (RuntimeException e) {
            throw new UnencodableException(names[column], e);
        }
    }

    /** Encodes a row with the texts of columns that are missing from it; nothing is SQL NULL. */
    byte[] encode(Struct row, Map<Integer, Optional<String>> texts) {
        packed.reset();
        for (int i = 0; i < encoders.length; i++) {
            if (texts.containsKey(i)) {
                texts.getOrDefault(i, Optional.empty()).ifPresentOrElse(packed::add, packed::addNull);
            } else {
                write(row, i);
            }
        }
        return packed.toBytes();
    }
}
