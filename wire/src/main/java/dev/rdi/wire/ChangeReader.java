package dev.rdi.wire;

import dev.rdi.model.ChangeEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the entries of one change stream in every form, mixed as they come: those of RDI's own collector, and those of
 * a stock Debezium Server in its compact form (one field: key and value) and its extended one (fields {@code key},
 * {@code value} and headers), with the schema in the JSON or without. Keys and values of both may be in Avro, whose
 * schemas are in a registry.
 *
 * <p>What a stream has told is remembered: schemas, and whether its rows before a change are whole. Confined to one
 * thread.
 */
public final class ChangeReader {

    private static final byte[] KEY = EntryFormat.ascii("key");
    private static final byte[] VALUE = EntryFormat.ascii("value");

    private final EntryReader own;
    private final DebeziumReader debezium;
    private final AvroReader avro;

    public ChangeReader(Schemas schemas) {
        this(schemas, AvroSchemas.NONE);
    }

    public ChangeReader(Schemas schemas, AvroSchemas avroSchemas) {
        this(schemas, avroSchemas, Placeholder.DEFAULT);
    }

    /**
     * Prepares reading.
     *
     * @param schemas those that our own entries refer to
     * @param avroSchemas those that entries in Avro refer to
     * @param unavailable what stands for a value that the source didn't send, Debezium's {@code
     *     unavailable.value.placeholder}
     */
    public ChangeReader(Schemas schemas, AvroSchemas avroSchemas, String unavailable) {
        this.own = new EntryReader(schemas);
        this.avro = new AvroReader(avroSchemas);
        this.debezium = new DebeziumReader(new Placeholder(unavailable));
    }

    /**
     * Reads an entry.
     *
     * @param fields name, value, name, value …
     * @return nothing for an entry that is consumed and never written: a tombstone, a heartbeat, the border of a
     *     transaction, a change of a schema, a logical message
     * @throws UnknownAvroSchemaException if the schema of an entry in Avro isn't known
     * @throws UnencodableEntryException if the collector couldn't encode the row
     * @throws MalformedEntryException if the entry has none of these forms, is damaged, or its schema is missing
     */
    public Optional<ChangeEvent> read(List<byte[]> fields) {
        try {
            boolean isReplayed = fields.size() == 4 && ReplayMark.find(fields).isPresent();
            if (fields.size() == 2 || isReplayed) {
                return debezium.read(avro.json(fields.get(0)), avro.json(fields.get(1)), List.of());
            }
            int key = find(fields, KEY);
            int value = find(fields, VALUE);
            if (key >= 0 && value >= 0) {
                List<byte[]> plain = AvroReader.isAvro(fields.get(value + 1)) ? avro.json(fields) : fields;
                return debezium.read(avro.json(fields.get(key + 1)), plain.get(value + 1), plain);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new MalformedEntryException("the JSON of an entry ends too early", e);
        }
        return Optional.of(own.read(fields));
    }

    private static int find(List<byte[]> fields, byte[] name) {
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (Arrays.equals(fields.get(i), name)) {
                return i;
            }
        }
        return -1;
    }
}
