package dev.rdi.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;

/**
 * How far a source has come, in its own words: after a restart it goes on there.
 *
 * <p>Immutable.
 *
 * @param phase what it was doing
 * @param text what it needs to go on; RDI keeps it and doesn't read it
 */
public record SourceOffset(Phase phase, String text) {

    private static final JsonFactory JSON = new JsonFactory();

    /** What a source does. */
    public enum Phase {
        /** It reads what is there. */
        SNAPSHOT,
        /** It follows changes. */
        STREAMING
    }

    /** In the middle of a snapshot. */
    public static SourceOffset snapshot(String text) {
        return new SourceOffset(Phase.SNAPSHOT, text);
    }

    /** Behind the snapshot. */
    public static SourceOffset streaming(String text) {
        return new SourceOffset(Phase.STREAMING, text);
    }

    String toJson() {
        StringWriter written = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(written)) {
            json.writeStartObject();
            json.writeStringField("phase", phase.name().toLowerCase(Locale.ROOT));
            json.writeStringField("offset", text);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory can't fail", e);
        }
        return written.toString();
    }

    static SourceOffset fromJson(String stored) {
        String phase = "";
        String text = "";
        try (JsonParser json = JSON.createParser(stored)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "phase" -> phase = json.getText();
                    case "offset" -> text = json.getText();
                    default -> json.skipChildren();
                }
            }
            return new SourceOffset(Phase.valueOf(phase.toUpperCase(Locale.ROOT)), text);
        } catch (IOException | IllegalArgumentException e) {
            throw new RdiException(
                    ErrorKind.FATAL,
                    "source.offset-unreadable",
                    "the stored offset of the source can't be read",
                    "start the version of the source that wrote it, or remove it from the hash of the offsets",
                    e);
        }
    }

    /** The field under which the offset of a source is kept. */
    static String field(String source) {
        return "{\"source\":\"" + source + "\"}";
    }
}
