package dev.rdi.testing.recorded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A stream as a stock Debezium Server 3.6.0 with its Redis sink wrote it from PostgreSQL 15. Those of the database
 * {@code shop} are in the same form; their events were made of documents by the classes of Debezium 3.5.0's connector for
 * MongoDB, without a server.
 *
 * <p>Immutable.
 *
 * @param key of the stream
 */
public record RecordedStream(String key, List<Entry> entries) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The settings of Debezium Server that the recordings were made with. */
    public enum Form {
        COMPACT_SCHEMA,
        EXT_SCHEMA,
        EXT_NOSCHEMA,
        /** Without header fields, with transaction metadata. */
        EXT_NOSCHEMA_TXN_HDROFF
    }

    /**
     * An entry.
     *
     * @param fields name, value, name, value …
     */
    public record Entry(String id, List<byte[]> fields) {}

    /** The stream of a table, {@code rdi.public.orders_1k}, or of {@code rdi.transaction}. */
    public static RecordedStream of(Form form, String topic) {
        String name = form.name().toLowerCase(java.util.Locale.ROOT) + "__data_" + topic + ".json";
        try (InputStream bytes = RecordedStream.class.getResourceAsStream("/debezium-server/" + name);
                JsonParser json = JSON.createParser(Objects.requireNonNull(bytes, name))) {
            List<Entry> entries = new ArrayList<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                entries.add(entry(json));
            }
            return new RecordedStream("data:" + topic, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(JsonParser json) throws IOException {
        String id = json.nextTextValue();
        List<byte[]> fields = new ArrayList<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            fields.add(json.getText().getBytes(StandardCharsets.UTF_8));
        }
        json.nextToken();
        return new Entry(id, fields);
    }
}
