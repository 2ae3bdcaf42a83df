package dev.rdi.processor;

import dev.rdi.model.EntryId;
import dev.rdi.model.TableSchema;
import dev.rdi.redis.ChangeStreamReader;
import dev.rdi.redis.Retry;
import dev.rdi.redis.StreamBatch;
import dev.rdi.redis.StreamEntry;
import dev.rdi.wire.EntryReader;
import dev.rdi.wire.MalformedEntryException;
import dev.rdi.wire.SchemaCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reading side of a stream: how far it is read, which is ahead of how far it is written, and the schemas of its
 * entries.
 *
 * <p>Confined to the reading thread.
 */
final class StreamCursor {

    private final String stream;
    private final ChangeStreamReader reader;
    private final EntryReader entries;
    private final Map<String, TableSchema> schemas = new HashMap<>();
    private EntryId position;

    StreamCursor(String stream, EntryId position, ChangeStreamReader reader) {
        this.stream = stream;
        this.position = position;
        this.reader = reader;
        this.entries = new EntryReader(fingerprint -> Optional.ofNullable(schemas.get(fingerprint)));
    }

    /** The last entry that was read. */
    EntryId position() {
        return position;
    }

    /** Decodes the entries of a batch, which follow those that were read before. */
    List<RunningRecord> decode(StreamBatch batch, Retry retry) {
        List<RunningRecord> records = new ArrayList<>(batch.entries().size());
        for (StreamEntry entry : batch.entries()) {
            records.add(decode(entry, retry));
        }
        position = batch.last().id();
        return records;
    }

    /** A schema that isn't known yet is fetched with all others of the stream; then it is missing for good. */
    private RunningRecord decode(StreamEntry entry, Retry retry) {
        try {
            try {
                return RunningRecord.of(entry, entries.read(entry.fields()));
            } catch (EntryReader.UnknownSchemaException e) {
                retry.untilDone(() -> reader.schemas(stream))
                        .forEach((fingerprint, json) -> schemas.put(fingerprint, SchemaCodec.fromJson(json)));
                return RunningRecord.of(entry, entries.read(entry.fields()));
            }
        } catch (MalformedEntryException e) {
            return RunningRecord.malformed(entry, String.valueOf(e.getMessage()));
        }
    }
}
