package dev.rdi.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far the capturing of one table is. A table is captured once all its rows are in its change stream, each with every
 * column that is selected; until then its rows have to be read, while its changes are streamed already.
 *
 * <p>Immutable.
 *
 * @param phase what has to be done
 * @param relation the table's number in the source's catalog: a table that was dropped and made anew has another
 * @param columns the columns that are captured, or being read
 * @param key the columns by which the reading goes on; empty while it hasn't begun
 * @param after the key of the last row that is safe, as text; empty while there is none
 * @param parts what of the table an initial sync has read, see {@link CopyDone#texts}
 */
public record Capture(
        Phase phase, long relation, Set<String> columns, List<String> key, List<String> after, List<String> parts) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String FORMAT = "1";

    /** What is true of the table's rows. */
    public enum Phase {
        /** All are in the change stream. */
        CAPTURED,
        /** Some may be; changes are streamed. */
        READING,
        /** The table isn't captured any more: the targets may hold rows that the source has no more. */
        DROPPED
    }

    public Capture {
        columns = Set.copyOf(columns);
        key = List.copyOf(key);
        after = List.copyOf(after);
        parts = List.copyOf(parts);
    }

    static Capture captured(long relation, Collection<String> columns) {
        return new Capture(Phase.CAPTURED, relation, Set.copyOf(columns), List.of(), List.of(), List.of());
    }

    static Capture reading(long relation, Collection<String> columns) {
        return new Capture(Phase.READING, relation, Set.copyOf(columns), List.of(), List.of(), List.of());
    }

    Capture dropped() {
        return new Capture(Phase.DROPPED, relation, columns, List.of(), List.of(), List.of());
    }

    Capture readUpTo(List<String> newKey, List<String> last) {
        return new Capture(phase, relation, columns, newKey, last, List.of());
    }

    Capture readParts(List<String> newParts) {
        return new Capture(phase, relation, columns, key, after, newParts);
    }

    String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("phase", phase.name().toLowerCase(Locale.ROOT));
            json.writeStringField("relation", Long.toString(relation));
            write(json, "columns", new TreeSet<>(columns));
            write(json, "key", key);
            write(json, "after", after);
            write(json, "parts", parts);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory can't fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Capture fromJson(String text) {
        Map<String, List<String>> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                List<String> values = new ArrayList<>();
                JsonToken token = json.nextToken();
                boolean isArray = token == JsonToken.START_ARRAY;
                for (token = isArray ? json.nextToken() : token; token == JsonToken.VALUE_STRING; ) {
                    values.add(json.getText());
                    token = isArray ? json.nextToken() : JsonToken.NOT_AVAILABLE;
                }
                fields.put(name, values);
            }
            return of(fields);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a captured table: " + e.getMessage(), e);
        }
    }

    private static Capture of(Map<String, List<String>> fields) {
        String format = one(fields, "format");
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("captured tables have format '" + format + "', known is " + FORMAT);
        }
        return new Capture(
                Phase.valueOf(one(fields, "phase").toUpperCase(Locale.ROOT)),
                Long.parseLong(one(fields, "relation")),
                Set.copyOf(fields.getOrDefault("columns", List.of())),
                fields.getOrDefault("key", List.of()),
                fields.getOrDefault("after", List.of()),
                fields.getOrDefault("parts", List.of()));
    }

    private static String one(Map<String, List<String>> fields, String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
