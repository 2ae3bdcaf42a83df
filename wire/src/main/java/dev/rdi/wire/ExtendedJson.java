package dev.rdi.wire;

import dev.rdi.model.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads values of MongoDB's extended JSON, in whatever mode they were written (strict, canonical, relaxed), and adds the
 * text that jobs and targets see. Inside of documents and arrays that is compact JSON, in which the wrappers of BSON
 * types, such as <code>{"$oid": …}</code>, have become what they wrap.
 *
 * <p>Confined to one thread.
 */
final class ExtendedJson {

    private static final byte[] NAN = "NaN".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INFINITY = "Infinity".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MINUS_INFINITY = "-Infinity".getBytes(StandardCharsets.US_ASCII);
    /** MongoDB itself nests no deeper than 100. */
    private static final int DEEPEST = 200;

    private final JsonBytes json;
    private final ByteText out;
    private final BsonWrappers wrappers;

    ExtendedJson(JsonBytes json, ByteText out) {
        this.json = json;
        this.out = out;
        this.wrappers = new BsonWrappers(json);
    }

    /** Adds the text of the value that comes next and says how it reads; nothing for null, whose text is empty. */
    Optional<FieldType> read() {
        switch (json.peek()) {
            case '{' -> {
                Optional<BsonValue> wrapped = wrappers.read(0);
                if (wrapped.isEmpty()) {
                    object(0);
                    return Optional.of(FieldType.STRUCTURE);
                }
                out.add(wrapped.get().text());
                return wrapped.get().type();
            }
            case '[' -> {
                array(0);
                return Optional.of(FieldType.STRUCTURE);
            }
            case '"' -> {
                json.text();
                out.addUnescaped(json.bytes(), json.start(), json.end());
                return Optional.of(FieldType.TEXT);
            }
            default -> {
                return json.skipIfWord(StructureText.NULL) ? Optional.empty() : Optional.of(word());
            }
        }
    }

    /** Adds the JSON of the value that comes next. */
    void readNested(int depth) {
        if (depth > DEEPEST) {
            throw new MalformedEntryException("a document is nested too deeply");
        }
        switch (json.peek()) {
            case '{' -> {
                Optional<BsonValue> wrapped = wrappers.read(depth);
                if (wrapped.isPresent()) {
                    wrapped.get().addJson(out);
                } else {
                    object(depth);
                }
            }
            case '[' -> array(depth);
            case '"' -> text();
            default -> {
                int from = out.size();
                if (json.skipIfWord(StructureText.NULL)) {
                    out.add(json.bytes(), json.start(), json.end());
                } else if (word() == FieldType.FLOAT && isNoDigit()) {
                    out.quoteFrom(from);
                }
            }
        }
    }

    private void object(int depth) {
        json.expect('{');
        out.add('{');
        if (!json.skipIf('}')) {
            boolean more = true;
            while (more) {
                text();
                json.expect(':');
                out.add(':');
                readNested(depth + 1);
                more = goesOn('}');
            }
        }
        out.add('}');
    }

    private void array(int depth) {
        json.expect('[');
        out.add('[');
        if (!json.skipIf(']')) {
            boolean more = true;
            while (more) {
                readNested(depth + 1);
                more = goesOn(']');
            }
        }
        out.add(']');
    }

    private boolean goesOn(char close) {
        boolean more = json.goesOn(close);
        if (more) {
            out.add(',');
        }
        return more;
    }

    private void text() {
        json.text();
        int from = out.size();
        out.addUnescaped(json.bytes(), json.start(), json.end());
        out.quoteFrom(from);
    }

    /** Strict mode writes doubles as Java does, names for what isn't a number included. */
    private FieldType word() {
        if (json.skipIfWord(StructureText.TRUE) || json.skipIfWord(StructureText.FALSE)) {
            out.add(json.bytes(), json.start(), json.end());
            return FieldType.BOOLEAN;
        }
        if (json.skipIfWord(NAN) || json.skipIfWord(INFINITY) || json.skipIfWord(MINUS_INFINITY)) {
            out.add(json.bytes(), json.start(), json.end());
            return FieldType.FLOAT;
        }
        boolean fraction = json.number();
        if (json.isSpecial()) {
            out.add(Numbers.floating(json.bytes(), json.start(), json.end()));
        } else {
            out.add(json.bytes(), json.start(), json.end());
        }
        return fraction ? FieldType.FLOAT : FieldType.INTEGER;
    }

    private boolean isNoDigit() {
        return json.lastIs(NAN) || json.lastIs(INFINITY) || json.lastIs(MINUS_INFINITY);
    }
}
