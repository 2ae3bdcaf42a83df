package dev.rdi.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Rejection;
import dev.rdi.model.TableId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the fields of an entry of the dead letter queue: why and where the record was rejected, the record as JSON for
 * people, then the fields of the original entry unchanged, so that it can be replayed.
 *
 * <p>Thread-safe.
 */
public final class DeadLetterWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private DeadLetterWriter() {}

    /**
     * The names and values of a dead letter.
     *
     * @param position the id of the original entry
     * @param entry the fields of the original entry
     * @param event nothing if the entry can't be read
     */
    public static List<byte[]> write(
            EntryId position, List<byte[]> entry, Optional<ChangeEvent> event, Rejection rejection, Instant now) {
        List<byte[]> fields = head(position, event, rejection, now);
        event.ifPresent(known -> add(fields, "record", json(known)));
        fields.addAll(entry);
        return fields;
    }

    /**
     * The names and values of a dead letter that doesn't keep the row, and so can't be replayed.
     *
     * @param position the id of the original entry
     * @param size the bytes of the original entry
     */
    public static List<byte[]> writeWithoutRow(
            EntryId position, long size, Optional<ChangeEvent> event, Rejection rejection, Instant now) {
        List<byte[]> fields = head(position, event, rejection, now);
        event.ifPresent(known -> {
            add(fields, "record", jsonWithoutRow(known));
            add(fields, "source_position", known.source().position());
        });
        add(fields, "size", String.valueOf(size));
        return fields;
    }

    private static List<byte[]> head(EntryId position, Optional<ChangeEvent> event, Rejection rejection, Instant now) {
        List<byte[]> fields = new ArrayList<>();
        add(fields, "code", rejection.code());
        add(fields, "reason", rejection.reason());
        add(fields, "job", rejection.job());
        add(fields, "stage", rejection.stage());
        add(fields, "time", now.toString());
        add(fields, "position", position.toString());
        event.ifPresent(known -> {
            add(fields, "opcode", String.valueOf(known.opcode().code()));
            add(fields, "row_key", keyJson(known));
        });
        return fields;
    }

    private static String json(ChangeEvent event) {
        return object(json -> {
            writeTable(json, event.table());
            JsonRows.write(json, "key", event.key());
            JsonRows.write(json, "before", event.before());
            JsonRows.write(json, "after", event.after());
        });
    }

    private static String jsonWithoutRow(ChangeEvent event) {
        return object(json -> {
            writeTable(json, event.table());
            JsonRows.write(json, "key", event.key());
        });
    }

    private static String keyJson(ChangeEvent event) {
        return object(json -> JsonRows.writeFields(json, event.key()));
    }

    private static void writeTable(JsonGenerator json, TableId table) throws IOException {
        json.writeStringField("server_name", table.server());
        json.writeStringField("db", table.database());
        json.writeStringField("schema", table.schema());
        json.writeStringField("table", table.table());
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory can't fail", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void add(List<byte[]> fields, String name, String value) {
        fields.add(name.getBytes(StandardCharsets.UTF_8));
        fields.add(value.getBytes(StandardCharsets.UTF_8));
    }
}
