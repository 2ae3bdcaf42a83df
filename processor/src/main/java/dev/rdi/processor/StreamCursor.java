package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.TableSchema;
import dev.rdi.redis.ChangeStreamReader;
import dev.rdi.redis.Retry;
import dev.rdi.redis.StreamBatch;
import dev.rdi.redis.StreamEntry;
import dev.rdi.wire.ChangeReader;
import dev.rdi.wire.EntryReader;
import dev.rdi.wire.MalformedEntryException;
import dev.rdi.wire.SchemaCodec;
import dev.rdi.wire.UnencodableEntryException;
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
    private final LaterRecords later;
    private final RowLimit rowLimit;
    private final ChangeReader entries;
    private final Map<String, TableSchema> schemas = new HashMap<>();
    private EntryId position;

    StreamCursor(String stream, EntryId position, LaterRecords later, RowLimit rowLimit, ChangeStreamReader reader) {
        this.stream = stream;
        this.position = position;
        this.later = later;
        this.rowLimit = rowLimit;
        this.reader = reader;
        this.entries = new ChangeReader(fingerprint -> Optional.ofNullable(schemas.get(fingerprint)));
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

    private RunningRecord decode(StreamEntry entry, Retry retry) {
        try {
            Optional<ChangeEvent> event = read(entry, retry);
            if (event.isEmpty()) {
                return RunningRecord.consumed(entry);
            }
            Optional<Outcome> early = early(entry, event.get());
            return early.isPresent()
                    ? RunningRecord.ended(entry, event.get(), early.get())
                    : RunningRecord.of(entry, event.get());
        } catch (UnencodableEntryException e) {
            // A replayed one is rejected again, whatever its key holds.
            later.before(entry, e.event());
            return RunningRecord.ended(entry, e.event(), new Rejected(Unencodable.rejection(e), List.of()));
        } catch (MalformedEntryException e) {
            return RunningRecord.malformed(entry, String.valueOf(e.getMessage()));
        }
    }

    /** A schema that isn't known yet is fetched with all others of the stream; then it is missing for good. */
    private Optional<ChangeEvent> read(StreamEntry entry, Retry retry) {
        try {
            return entries.read(entry.fields());
        } catch (EntryReader.UnknownSchemaException e) {
            retry.untilDone(() -> reader.schemas(stream))
                    .forEach((fingerprint, json) -> schemas.put(fingerprint, SchemaCodec.fromJson(json)));
            return entries.read(entry.fields());
        }
    }

    /** A record that its jobs don't see. */
    private Optional<Outcome> early(StreamEntry entry, ChangeEvent event) {
        Optional<Outcome> replay = later.before(entry, event);
        return replay.isPresent() ? replay : rowLimit.check(entry).map(rejection -> new Rejected(rejection, List.of()));
    }
}
