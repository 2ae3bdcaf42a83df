package dev.rdi.wire;

import dev.rdi.model.FieldType;
import dev.rdi.model.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a row that stands as a JSON object. A value that reads the same in JSON stays where it is; one that doesn't
 * (escapes, decimals, structures) is written behind a copy of the row.
 *
 * <p>Confined to one thread.
 */
final class RowReader {

    private static final byte[] NAN = bytes("NaN");
    private static final byte[] INFINITY = bytes("Infinity");
    private static final byte[] MINUS_INFINITY = bytes("-Infinity");

    private final JsonBytes json;
    private final Placeholder unavailable;
    private final ByteText extra = new ByteText();
    private final StructureText structures;
    private int[] starts = new int[0];
    private int[] lengths = new int[0];

    RowReader(JsonBytes json, Placeholder unavailable) {
        this.json = json;
        this.unavailable = unavailable;
        this.structures = new StructureText(json, extra);
    }

    /** Reads the object that comes next; nothing if its columns are others and no schema says what they are. */
    Optional<Values> read(Columns columns) {
        json.peek();
        int from = json.at();
        int size = columns.type().size();
        starts = new int[size];
        lengths = new int[size];
        Arrays.fill(lengths, Row.UNAVAILABLE);
        extra.clear();
        return columns(columns) ? Optional.of(values(from, json.at())) : Optional.empty();
    }

    private boolean columns(Columns columns) {
        json.expect('{');
        int expected = 0;
        if (!json.skipIf('}')) {
            do {
                int column = column(columns, expected);
                if (column < 0) {
                    return false;
                }
                expected = column + 1;
                int target = columns.target(column);
                if (target < 0) {
                    json.skip();
                } else {
                    value(columns, column, target);
                }
            } while (json.goesOn('}'));
        }
        return columns.isTyped() || expected == columns.size();
    }

    private int column(Columns columns, int expected) {
        json.peek();
        if (expected < columns.size()) {
            byte[] pattern = columns.pattern(expected);
            if (pattern.length > 0 && json.skipIf(pattern)) {
                return expected;
            }
        }
        json.text();
        Optional<Integer> found = columns.find(json.lastText());
        json.expect(':');
        if (columns.isTyped()) {
            return found.orElseThrow(() -> new MalformedEntryException("a row has a column that its schema hasn't"));
        }
        return found.isPresent() && found.get() == expected ? expected : -1;
    }

    private Values values(int from, int to) {
        if (extra.size() == 0) {
            return new Values(json.bytes(), starts, lengths);
        }
        byte[] bytes = new byte[to - from + extra.size()];
        System.arraycopy(json.bytes(), from, bytes, 0, to - from);
        extra.copyTo(bytes, to - from);
        for (int i = 0; i < starts.length; i++) {
            starts[i] = starts[i] < 0 ? to - from + ~starts[i] : Math.max(0, starts[i] - from);
        }
        return new Values(bytes, starts, lengths);
    }

    private void value(Columns columns, int index, int target) {
        byte next = json.peek();
        if (next == 'n' && json.skipIfWord(StructureText.NULL)) {
            lengths[target] = Row.NULL;
            return;
        }
        Column column = columns.column(index);
        switch (column.form()) {
            case TEXT -> text(target);
            case INTEGER -> integer(target);
            case FLOAT -> floating(target, next);
            case BOOLEAN -> word(target);
            case BYTES -> bytes(target);
            case DECIMAL -> decimal(target, next, column.scale());
            case VARIABLE_DECIMAL -> place(target, structures.variableDecimal());
            case DECIMAL_TEXT, MONEY_TEXT -> decimalText(target, column);
            case STRUCTURE -> structure(target, column.schema());
            case ANY -> any(columns, target, next);
            case DROPPED -> json.skip();
        }
    }

    /** The value is what was read last. */
    private void place(int target) {
        starts[target] = json.start();
        lengths[target] = json.end() - json.start();
    }

    private void place(int target, String text) {
        int from = extra.size();
        extra.add(text);
        placeExtra(target, from);
    }

    private void placeExtra(int target, int from) {
        starts[target] = ~from;
        lengths[target] = extra.size() - from;
    }

    private void text(int target) {
        json.text();
        if (!json.isSpecial()) {
            if (!unavailable.isText(json.bytes(), json.start(), json.end())) {
                place(target);
            }
            return;
        }
        int from = extra.size();
        extra.addUnescaped(json.bytes(), json.start(), json.end());
        if (!extra.isFrom(from, unavailable::isText)) {
            placeExtra(target, from);
        }
    }

    private void integer(int target) {
        if (json.number()) {
            throw new MalformedEntryException("a whole number has a fraction");
        }
        place(target);
    }

    private void floating(int target, byte next) {
        if (next == '"') {
            text(target);
            return;
        }
        boolean fraction = json.number();
        if (json.isSpecial() || !fraction) {
            place(target, Numbers.floating(json.bytes(), json.start(), json.end()));
        } else {
            place(target);
        }
    }

    private void word(int target) {
        if (!json.skipIfWord(StructureText.TRUE) && !json.skipIfWord(StructureText.FALSE)) {
            throw new MalformedEntryException("a boolean is neither true nor false");
        }
        place(target);
    }

    private void bytes(int target) {
        json.text();
        if (json.isSpecial()) {
            place(target, json.lastText());
        } else if (!unavailable.isBase64(json.bytes(), json.start(), json.end())) {
            place(target);
        }
    }

    private void decimal(int target, byte next, int scale) {
        if (next == '"') {
            json.text();
            if (!unavailable.isBase64(json.bytes(), json.start(), json.end())) {
                place(target, Numbers.decimal(json.bytes(), json.start(), json.end(), scale));
            }
            return;
        }
        json.number();
        if (json.isSpecial()) {
            place(target, Numbers.exact(json.bytes(), json.start(), json.end()));
        } else {
            place(target);
        }
    }

    private void decimalText(int target, Column column) {
        json.text();
        if (unavailable.isText(json.bytes(), json.start(), json.end())) {
            return;
        }
        String text = json.lastText();
        place(
                target,
                column.form() == Column.Form.MONEY_TEXT
                        ? Numbers.money(text)
                        : Numbers.decimalText(text, column.schema().orElseThrow()));
    }

    private void structure(int target, Optional<ConnectSchema> schema) {
        int from = extra.size();
        structures.write(schema);
        if (!extra.isFrom(from, unavailable::isStructure)) {
            placeExtra(target, from);
        }
    }

    private void any(Columns columns, int target, byte next) {
        switch (next) {
            case '"' -> {
                text(target);
                if (lengths[target] >= 0 && !isNumberWithoutDigits()) {
                    columns.learn(target, FieldType.TEXT);
                }
            }
            case '{', '[' -> {
                structure(target, Optional.empty());
                if (lengths[target] >= 0) {
                    columns.learn(target, FieldType.STRUCTURE);
                }
            }
            case 't', 'f' -> {
                word(target);
                columns.learn(target, FieldType.BOOLEAN);
            }
            default -> {
                boolean fraction = json.number();
                columns.learn(target, fraction ? FieldType.FLOAT : FieldType.INTEGER);
                if (json.isSpecial()) {
                    place(target, Numbers.floating(json.bytes(), json.start(), json.end()));
                } else {
                    place(target);
                }
            }
        }
    }

    /** Floating point numbers have texts for what JSON has no number for; they teach nothing of the column. */
    private boolean isNumberWithoutDigits() {
        return json.lastIs(NAN) || json.lastIs(INFINITY) || json.lastIs(MINUS_INFINITY);
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
