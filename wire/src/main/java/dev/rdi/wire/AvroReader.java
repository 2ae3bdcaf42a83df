package dev.rdi.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns keys and values in Avro into the JSON with schema that the same program would have written with Kafka Connect's
 * JSON converter, so that there is one meaning of a change event and not two. Avro begins with a byte 0, which no JSON
 * does; then follows the number of the writer's schema in a registry, in four bytes (Confluent) or, where those are 0,
 * in eight (Apicurio).
 *
 * <p>Confined to one thread. Schemas of the latest numbers are kept as they were parsed.
 */
final class AvroReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST = 256;
    private static final byte[] PAYLOAD = ",\"payload\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SCHEMA = "{\"schema\":".getBytes(StandardCharsets.US_ASCII);

    private final AvroSchemas schemas;
    private final Map<Long, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    private record Known(AvroType type, byte[] json) {}

    AvroReader(AvroSchemas schemas) {
        this.schemas = schemas;
    }

    static boolean isAvro(byte[] bytes) {
        return bytes.length > 5 && bytes[0] == 0;
    }

    /** The values of an entry's fields, those in Avro as JSON. */
    List<byte[]> json(List<byte[]> fields) {
        List<byte[]> plain = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            plain.add(json(fields.get(i)));
        }
        return plain;
    }

    /**
     * The JSON of a value; what isn't Avro stays as it is.
     *
     * @throws UnknownAvroSchemaException if its schema isn't known
     * @throws MalformedEntryException if the bytes aren't those of a value of the schema
     */
    byte[] json(byte[] bytes) {
        if (!isAvro(bytes)) {
            return bytes;
        }
        long id = ByteBuffer.wrap(bytes).getInt(1) & 0xffffffffL;
        int from = 1 + Integer.BYTES;
        if (id == 0 && bytes.length > 1 + Long.BYTES) {
            id = ByteBuffer.wrap(bytes).getLong(1);
            from = 1 + Long.BYTES;
        }
        Known schema = schema(id);
        AvroBytes avro = new AvroBytes(bytes, from);
        ByteArrayOutputStream out = new ByteArrayOutputStream(schema.json().length + 2 * bytes.length);
        out.writeBytes(schema.json());
        try (JsonGenerator json = JSON.createGenerator(out)) {
            AvroConnect.value(json, schema.type(), avro);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
        if (avro.left() > 0) {
            throw new MalformedEntryException(
                    "the Avro of an entry has " + avro.left() + " bytes too many for the" + " schema " + id);
        }
        out.write('}');
        return out.toByteArray();
    }

    private Known schema(long id) {
        Known schema = known.get(id);
        if (schema == null) {
            String text = schemas.find(id).orElseThrow(() -> new UnknownAvroSchemaException(id));
            schema = known(AvroSchemaText.parse(text));
            known.put(id, schema);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return schema;
    }

    private static Known known(AvroType type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SCHEMA);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            AvroConnect.schema(json, type, "", false);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
        out.writeBytes(PAYLOAD);
        return new Known(type, out.toByteArray());
    }
}
