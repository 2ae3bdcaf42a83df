package dev.rdi.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rdi.model.Row;
import java.io.IOException;

/** Writes rows as JSON objects for people; a value that the source did not send is left out. */
final class JsonRows {

    private JsonRows() {}

    static void write(JsonGenerator json, String name, Row row) throws IOException {
        json.writeObjectFieldStart(name);
        writeFields(json, row);
        json.writeEndObject();
    }

    static void writeFields(JsonGenerator json, Row row) throws IOException {
        for (int i = 0; i < row.size(); i++) {
            String field = row.type().field(i).name();
            if (row.isNull(i)) {
                json.writeNullField(field);
            } else if (row.hasValue(i)) {
                json.writeFieldName(field);
                writeValue(json, row, i);
            }
        }
    }

    private static void writeValue(JsonGenerator json, Row row, int index) throws IOException {
        switch (row.type().field(index).type()) {
            case BOOLEAN, INTEGER, STRUCTURE -> json.writeRawValue(row.text(index));
            default -> json.writeString(row.text(index));
        }
    }
}
