package dev.rdi.wire;

import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads documents of MongoDB, which stand as texts of extended JSON, into rows: the fields of a document are its columns,
 * those of documents within it are structure. Each document has a type of its own, because nothing makes the documents of
 * a collection alike.
 *
 * <p>Confined to one thread.
 */
final class DocumentReader {

    /** The field that every document has, and that its key is made of. */
    static final String ID = "_id";

    private static final int MOST_TYPES = 256;

    private final JsonBytes json = new JsonBytes();
    private final ByteText texts = new ByteText();
    private final ExtendedJson values = new ExtendedJson(json, texts);
    private final Map<List<Field>, RowType> types = new HashMap<>();
    private int[] starts = new int[16];
    private int[] lengths = new int[16];

    /** Reads a document. */
    Row read(byte[] document) {
        begin(document);
        List<Field> fields = new ArrayList<>();
        json.expect('{');
        if (!json.skipIf('}')) {
            do {
                json.text();
                String name = json.lastText();
                json.expect(':');
                fields.add(field(name, fields.size()));
            } while (json.goesOn('}'));
        }
        return row(fields);
    }

    /** Reads the value of a key, which is that of the field {@code _id}. */
    Row readId(byte[] id) {
        begin(id);
        return row(List.of(field(ID, 0)));
    }

    private void begin(byte[] bytes) {
        json.on(bytes);
        texts.clear();
    }

    private Field field(String name, int index) {
        if (index == starts.length) {
            starts = Arrays.copyOf(starts, index * 2);
            lengths = Arrays.copyOf(lengths, index * 2);
        }
        starts[index] = texts.size();
        Optional<FieldType> type = values.read();
        lengths[index] = type.isPresent() ? texts.size() - starts[index] : Row.NULL;
        return new Field(name, type.orElse(FieldType.TEXT));
    }

    private Row row(List<Field> fields) {
        int size = fields.size();
        return new Row(type(fields), texts.toBytes(), Arrays.copyOf(starts, size), Arrays.copyOf(lengths, size));
    }

    private RowType type(List<Field> fields) {
        RowType known = types.get(fields);
        if (known == null) {
            if (types.size() == MOST_TYPES) {
                types.clear();
            }
            known = new RowType(fields);
            types.put(known.fields(), known);
        }
        return known;
    }
}
