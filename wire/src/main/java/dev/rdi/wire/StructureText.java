package dev.rdi.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes the arrays and objects of a JSON text as compact JSON of one form: no white space, no exponents, decimals as
 * text.
 *
 * <p>Confined to one thread.
 */
final class StructureText {

    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private static final int DEEPEST = 1000;
    private static final byte[] SCALE = "scale".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);

    private final JsonBytes json;
    private final ByteText out;

    StructureText(JsonBytes json, ByteText out) {
        this.json = json;
        this.out = out;
    }

    void write(Optional<ConnectSchema> schema) {
        write(schema, 0);
    }

    private void write(Optional<ConnectSchema> schema, int depth) {
        if (depth > DEEPEST) {
            throw new MalformedEntryException("a value is nested too deeply");
        }
        switch (json.peek()) {
            case '{' -> {
                if (schema.isPresent() && isVariableDecimal(schema.get())) {
                    quoted(variableDecimal());
                } else {
                    object(schema, depth);
                }
            }
            case '[' -> array(schema, depth);
            case '"' -> text(schema);
            default -> word(schema);
        }
    }

    private void object(Optional<ConnectSchema> schema, int depth) {
        json.expect('{');
        out.add('{');
        if (!json.skipIf('}')) {
            boolean more = true;
            while (more) {
                json.text();
                Optional<ConnectSchema> its =
                        schema.flatMap(known -> known.items().or(() -> known.field(json.lastText())));
                requote();
                json.expect(':');
                out.add(':');
                write(its, depth + 1);
                more = json.goesOn('}');
                if (more) {
                    out.add(',');
                }
            }
        }
        out.add('}');
    }

    private void array(Optional<ConnectSchema> schema, int depth) {
        json.expect('[');
        out.add('[');
        if (!json.skipIf(']')) {
            // The schema of an array of several dimensions knows of one only.
            Optional<ConnectSchema> its = schema.map(known -> known.items().orElse(known));
            boolean more = true;
            while (more) {
                write(its, depth + 1);
                more = json.goesOn(']');
                if (more) {
                    out.add(',');
                }
            }
        }
        out.add(']');
    }

    private void text(Optional<ConnectSchema> schema) {
        json.text();
        if (schema.isPresent() && Column.isDecimal(schema.get())) {
            int scale = Column.scale(schema.get());
            quoted(Numbers.decimal(json.bytes(), json.start(), json.end(), scale));
        } else {
            requote();
        }
    }

    private void requote() {
        if (json.isSpecial()) {
            int from = out.size();
            out.addUnescaped(json.bytes(), json.start(), json.end());
            out.quoteFrom(from);
        } else {
            out.add(json.bytes(), json.start() - 1, json.end() + 1);
        }
    }

    private void quoted(String number) {
        out.add('"');
        out.add(number);
        out.add('"');
    }

    private void word(Optional<ConnectSchema> schema) {
        if (json.skipIfWord(NULL) || json.skipIfWord(TRUE) || json.skipIfWord(FALSE)) {
            out.add(json.bytes(), json.start(), json.end());
            return;
        }
        json.number();
        if (schema.isPresent() && Column.isDecimal(schema.get())) {
            quoted(Numbers.exact(json.bytes(), json.start(), json.end()));
        } else if (json.isSpecial()) {
            out.add(Numbers.floating(json.bytes(), json.start(), json.end()));
        } else {
            out.add(json.bytes(), json.start(), json.end());
        }
    }

    private static boolean isVariableDecimal(ConnectSchema schema) {
        return schema.name().equals(Column.VARIABLE_DECIMAL);
    }

    /** Reads an object of scale and unscaled value. */
    String variableDecimal() {
        json.expect('{');
        int scale = 0;
        int from = -1;
        int to = -1;
        do {
            json.text();
            boolean isScale = json.lastIs(SCALE);
            boolean isValue = json.lastIs(VALUE);
            json.expect(':');
            if (isScale) {
                json.number();
                scale = Numbers.integer(json.bytes(), json.start(), json.end());
            } else if (isValue) {
                json.text();
                from = json.start();
                to = json.end();
            } else {
                json.skip();
            }
        } while (json.goesOn('}'));
        if (from < 0) {
            throw new MalformedEntryException("a decimal number of variable scale has no value");
        }
        return Numbers.decimal(json.bytes(), from, to, scale);
    }
}
