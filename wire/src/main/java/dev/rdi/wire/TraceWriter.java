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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what became of a change record as a JSON object, for a recording that somebody asked for.
 *
 * <p>Stateless.
 */
public final class TraceWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private TraceWriter() {}

    /**
     * The record after a step of a job.
     *
     * @param record a JSON object
     */
    public record Step(String job, String step, String record) {}

    /**
     * The object.
     *
     * @param event nothing if the entry can't be read
     * @param withRow whether to write the values of the row, not only those of its key
     * @param outcome {@code written}, {@code filtered} or {@code rejected}
     * @param steps what jobs did to the row
     * @param commands what each target got, by its name
     */
    public static String write(
            String stream,
            EntryId id,
            Optional<ChangeEvent> event,
            boolean withRow,
            String outcome,
            List<Step> steps,
            Map<String, List<String>> commands,
            Optional<Rejection> rejection) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("stream", stream);
            json.writeStringField("id", id.toString());
            if (event.isPresent()) {
                write(json, event.get(), withRow);
            }
            write(json, steps);
            json.writeStringField("outcome", outcome);
            write(json, commands);
            if (rejection.isPresent()) {
                write(json, rejection.get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory can't fail", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, ChangeEvent event, boolean withRow) throws IOException {
        TableId table = event.table();
        json.writeStringField("opcode", String.valueOf(event.opcode().code()));
        json.writeStringField("server_name", table.server());
        json.writeStringField("db", table.database());
        json.writeStringField("schema", table.schema());
        json.writeStringField("table", table.table());
        JsonRows.write(json, "key", event.key());
        if (withRow) {
            JsonRows.write(json, "before", event.before());
            JsonRows.write(json, "after", event.after());
        }
    }

    private static void write(JsonGenerator json, List<Step> steps) throws IOException {
        json.writeArrayFieldStart("steps");
        for (Step step : steps) {
            json.writeStartObject();
            json.writeStringField("job", step.job());
            json.writeStringField("step", step.step());
            json.writeFieldName("record");
            json.writeRawValue(step.record());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Map<String, List<String>> commands) throws IOException {
        json.writeArrayFieldStart("output");
        for (Map.Entry<String, List<String>> target : commands.entrySet()) {
            json.writeStartObject();
            json.writeStringField("connection", target.getKey());
            json.writeArrayFieldStart("commands");
            for (String command : target.getValue()) {
                json.writeString(command);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Rejection rejection) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("code", rejection.code());
        json.writeStringField("job", rejection.job());
        json.writeStringField("step", rejection.stage());
        json.writeStringField("message", rejection.reason());
        json.writeEndObject();
    }
}
