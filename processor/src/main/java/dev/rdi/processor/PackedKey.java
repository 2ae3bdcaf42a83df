package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Row;
import dev.rdi.wire.PackedRowWriter;
import java.nio.charset.StandardCharsets;

/** The identity of a row inside its table as one text: the values of its key, packed, one character a byte. */
final class PackedKey {

    private PackedKey() {}

    /** The key of an event; empty for a table without a key. */
    static String of(ChangeEvent event) {
        Row key = event.key();
        if (key.size() == 0) {
            return "";
        }
        PackedRowWriter packed = new PackedRowWriter();
        for (int i = 0; i < key.size(); i++) {
            if (key.hasValue(i)) {
                packed.add(key.bytes(i));
            } else if (key.isNull(i)) {
                packed.addNull();
            } else {
                packed.addUnavailable();
            }
        }
        return new String(packed.toBytes(), StandardCharsets.ISO_8859_1);
    }
}
