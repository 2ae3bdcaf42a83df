package dev.rdi.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Retry;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the offset in the RDI database.
 *
 * <p>Confined to the collector's thread.
 */
public final class RedisOffsets implements OffsetStore {

    private static final JsonFactory JSON = new JsonFactory();

    private final dev.rdi.redis.OffsetStore store;
    private final String partition;

    /**
     * Keeps the offset of one source.
     *
     * @param server the logical name of the source
     */
    public RedisOffsets(dev.rdi.redis.OffsetStore store, String server) {
        this.store = store;
        this.partition = "{\"server\":\"" + server.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    @Override
    public Optional<SourceOffset> load() throws InterruptedException {
        try {
            String json = store.load().get(partition);
            return json == null ? Optional.empty() : SourceOffset.fromMap(parse(json));
        } catch (Retry.StoppedException e) {
            throw new InterruptedException("stopped while loading the offset");
        } catch (IOException | IllegalArgumentException e) {
            throw new RdiException(
                    ErrorKind.FATAL,
                    "source.offset-unreadable",
                    "The stored offset of the source can't be read: " + e.getMessage(),
                    "Start the version of RDI that wrote it, or reset the pipeline.",
                    e);
        }
    }

    @Override
    public void save(SourceOffset offset) throws InterruptedException {
        try {
            store.save(partition, json(new TreeMap<>(offset.toMap())));
        } catch (Retry.StoppedException e) {
            throw new InterruptedException("stopped while storing the offset");
        }
    }

    private static Map<String, String> parse(String json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                fields.put(name, String.valueOf(parser.nextTextValue()));
            }
        }
        return fields;
    }

    private static String json(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory can't fail", e);
        }
        return text.toString();
    }
}
