package dev.rdi.collector;

import dev.rdi.model.TableId;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Retry;
import dev.rdi.redis.StagedPlace;
import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what Debezium read into entries and appends them to the change streams: one stream for each table, in the
 * order of the source. Heartbeats, messages and whatever else belongs to no table go no further.
 *
 * <p>Confined to the collector's thread, but for {@link #redelivered}.
 */
public final class ChangeStreamWriter implements ChangeSink {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeStreamWriter.class);
    /** Each change of a table's shape makes an encoder; old ones are forgotten in the end. */
    private static final int MAX_ENCODERS = 10_000;

    private final SourceKind kind;
    private final ChangeStreams streams;
    private final Keys keys;
    private final ColumnEncodings encodings;
    private final RecordPlaces recordPlaces;
    private final Completion completion;
    private final IdentityHashMap<Schema, TableEncoder> encoders = new IdentityHashMap<>();
    private final IdentityHashMap<Schema, TableEncoder> truncateEncoders = new IdentityHashMap<>();
    private final KeyColumns keyColumns;
    private final Map<String, StreamPlaces> places = new HashMap<>();
    private Set<String> beingRead = Set.of();
    private String source = "";
    private Lsn from = new Lsn(0);
    private final Set<String> droppedColumns = new HashSet<>();
    private final LongAdder redelivered = new LongAdder();

    /**
     * Writes the changes of a source.
     *
     * @param streams appends the entries
     * @param keys names the streams
     */
    public ChangeStreamWriter(SourceSettings settings, ChangeStreams streams, Keys keys) {
        this.kind = SourceKind.of(settings);
        this.streams = streams;
        this.keys = keys;
        this.encodings = kind.encodings();
        this.recordPlaces = kind.places();
        this.completion = kind.completion();
        this.keyColumns = new KeyColumns(settings);
    }

    @Override
    public void write(List<SourceRecord> records) throws InterruptedException {
        Map<String, ChangeStreams.Batch> batches = new LinkedHashMap<>();
        for (SourceRecord record : records) {
            if (isChange(record)) {
                TableEncoder encoder = encoder(record);
                Optional<StagedPlace> place = place(record, encoder);
                if (place.isPresent() && places(encoder.stream()).isStaged(place.get())) {
                    redelivered.increment();
                } else {
                    ChangeStreams.Batch batch = batches.computeIfAbsent(
                            encoder.stream(), s -> new ChangeStreams.Batch(s, new ArrayList<>(), new ArrayList<>()));
                    batch.entries()
                            .add(encoder.entry(
                                    record, completion, beingRead.contains(TableTopic.qualifiedName(record))));
                    place.ifPresent(batch.places()::add);
                }
            }
        }
        if (!batches.isEmpty()) {
            append(batches.values());
        }
    }

    @Override
    public void writeRows(List<EncodedRows> rows) throws InterruptedException {
        Map<String, ChangeStreams.Batch> batches = new LinkedHashMap<>();
        try {
            for (EncodedRows part : rows) {
                String stream = keys.stream(part.schema().table());
                part.dropped().forEach(column -> dropped(part.schema().table(), column));
                streams.define(stream, part.fingerprint(), part.schemaJson());
                batches.computeIfAbsent(stream, s -> new ChangeStreams.Batch(s, new ArrayList<>()))
                        .entries()
                        .addAll(part.entries());
            }
            streams.append(List.copyOf(batches.values()));
        } catch (Retry.StoppedException e) {
            throw new InterruptedException("stopped while appending rows");
        }
    }

    @Override
    public void streaming(String newSource, Lsn newFrom) {
        source = newSource;
        from = newFrom;
        places.clear();
    }

    @Override
    public void reading(Set<String> tables) {
        beingRead = Set.copyOf(tables);
        completion.expectMany(!tables.isEmpty());
    }

    @Override
    public long redelivered() {
        return redelivered.sum();
    }

    @Override
    public void forget() throws InterruptedException {
        source = "";
        places.clear();
        try {
            streams.forgetPlaces();
        } catch (Retry.StoppedException e) {
            throw new InterruptedException("stopped while forgetting places");
        }
    }

    /** Rows that are read have no place, changes do. */
    private Optional<StagedPlace> place(SourceRecord record, TableEncoder encoder) throws InterruptedException {
        Map<String, ?> offset = record.sourceOffset();
        String operation = ((Struct) record.value()).getString(Envelope.FieldName.OPERATION);
        Optional<Long> transaction = recordPlaces.transaction(offset);
        if (source.isEmpty() || operation.equals(Envelope.Operation.READ.code()) || transaction.isEmpty()) {
            return Optional.empty();
        }
        Lsn end = recordPlaces.previousEnd(offset).orElse(from);
        return Optional.of(places(encoder.stream()).next(encoder.fingerprint(), end, transaction.get()));
    }

    private StreamPlaces places(String stream) throws InterruptedException {
        StreamPlaces known = places.get(stream);
        if (known == null) {
            try {
                known = new StreamPlaces(source, from, streams.lastPlace(stream));
            } catch (Retry.StoppedException e) {
                throw new InterruptedException("stopped while looking where a stream ends");
            }
            places.put(stream, known);
        }
        return known;
    }

    private void append(Collection<ChangeStreams.Batch> found) throws InterruptedException {
        List<ChangeStreams.Batch> batches = new ArrayList<>();
        // A mark is of the last entry: where some have no place, none has.
        found.forEach(batch -> batches.add(
                batch.places().size() == batch.entries().size()
                        ? batch
                        : new ChangeStreams.Batch(batch.stream(), batch.entries())));
        try {
            streams.append(batches);
        } catch (Retry.StoppedException e) {
            throw new InterruptedException("stopped while appending");
        }
    }

    private boolean isChange(SourceRecord record) {
        return record.value() instanceof Struct
                && (encoders.containsKey(record.valueSchema()) || Envelope.isEnvelopeSchema(record.valueSchema()));
    }

    private TableEncoder encoder(SourceRecord record) throws InterruptedException {
        TableEncoder known = encoders.get(record.valueSchema());
        if (known != null) {
            return known;
        }
        IdentityHashMap<Schema, TableEncoder> own = isTruncate(record) ? truncateEncoders : encoders;
        TableEncoder ownKnown = own.get(record.valueSchema());
        return ownKnown == null ? defined(record, own) : ownKnown;
    }

    private static boolean isTruncate(SourceRecord record) {
        return ((Struct) record.value())
                .getString(Envelope.FieldName.OPERATION)
                .equals(Envelope.Operation.TRUNCATE.code());
    }

    private TableEncoder defined(SourceRecord record, IdentityHashMap<Schema, TableEncoder> known)
            throws InterruptedException {
        if (known.size() >= MAX_ENCODERS) {
            known.clear();
        }
        TableEncoder encoder = newEncoder(record);
        try {
            streams.define(encoder.stream(), encoder.fingerprint(), encoder.schemaJson());
        } catch (Retry.StoppedException e) {
            throw new InterruptedException("stopped while defining a stream");
        }
        known.put(record.valueSchema(), encoder);
        return encoder;
    }

    private TableEncoder newEncoder(SourceRecord record) {
        TableId table = kind.table(TableTopic.schema(record), TableTopic.table(record));
        Schema row = record.valueSchema().field(Envelope.FieldName.AFTER).schema();
        Schema key = isTruncate(record) ? keyColumns.of(table, row) : record.keySchema();
        return new TableEncoder(
                table,
                row,
                key,
                encodings,
                keys.stream(table),
                recordPlaces,
                kind.beforeIsFull(table),
                column -> dropped(table, column));
    }

    private void dropped(TableId table, String column) {
        if (droppedColumns.add(table.qualifiedName() + "." + column)) {
            LOG.warn(
                    "Column {} of table {} is not captured: bit strings and intervals are left out unless the source"
                            + " asks for their text",
                    column,
                    table.qualifiedName());
        }
    }
}
