package dev.rdi.wire;

import dev.rdi.model.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the objects with which extended JSON names the types of BSON that JSON has no values for: those of its version
 * 2, canonical and relaxed, and of the strict mode before it, which Debezium writes. What only begins like one of them is
 * an ordinary document.
 *
 * <p>Confined to one thread.
 */
final class BsonWrappers {

    private final JsonBytes json;

    BsonWrappers(JsonBytes json) {
        this.json = json;
    }

    /** Reads the object that comes next if it wraps a value; else leaves it where it is. */
    Optional<BsonValue> read() {
        json.peek();
        int from = json.at();
        Optional<BsonValue> wrapped = wrapped();
        if (wrapped.isEmpty()) {
            json.goTo(from);
        }
        return wrapped;
    }

    private Optional<BsonValue> wrapped() {
        json.expect('{');
        if (json.peek() != '"') {
            return Optional.empty();
        }
        json.text();
        if (json.start() == json.end() || json.bytes()[json.start()] != '$') {
            return Optional.empty();
        }
        String name = json.lastText();
        json.expect(':');
        return value(name).filter(found -> json.skipIf('}'));
    }

    private Optional<BsonValue> value(String name) {
        return switch (name) {
            case "$oid", "$symbol", "$uuid" -> text().map(BsonValue::text);
            case "$numberInt", "$numberLong" -> text().flatMap(BsonTexts::integer);
            case "$numberDouble" -> text().flatMap(BsonTexts::floating);
            case "$numberDecimal" -> text().flatMap(BsonTexts::decimal);
            case "$date" -> date();
            case "$binary" -> binary();
            case "$timestamp" -> members("t", "i").map(members -> structure("t", members.get("t"), "i", members.get("i")));
            case "$regularExpression" ->
                members("pattern", "options").map(its -> expression(its.get("pattern"), its.get("options")));
            case "$regex" -> text().flatMap(pattern -> more("$options").map(options -> expression(pattern, options)));
            case "$code" -> text().map(this::code);
            case "$minKey" -> scalar().map(one -> BsonValue.text("MinKey"));
            case "$maxKey" -> scalar().map(one -> BsonValue.text("MaxKey"));
            case "$undefined" -> scalar().map(yes -> BsonValue.NULL);
            case "$dbPointer" -> json.peek() == '{' ? Optional.of(document()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<String> text() {
        if (json.peek() != '"') {
            return Optional.empty();
        }
        json.text();
        return Optional.of(json.lastText());
    }

    /** A text, a number or a word. */
    private Optional<String> scalar() {
        byte next = json.peek();
        if (next == '"') {
            return text();
        }
        if (next == '{' || next == '[') {
            return Optional.empty();
        }
        int from = json.at();
        json.skip();
        return Optional.of(Numbers.ascii(json.bytes(), from, json.at()));
    }

    /** The members of an object that has just these two. */
    private Optional<Map<String, String>> members(String one, String other) {
        return members().filter(found -> found.size() == 2 && found.containsKey(one) && found.containsKey(other));
    }

    private Optional<Map<String, String>> members() {
        Map<String, String> members = new HashMap<>();
        if (!json.skipIf('{') || json.peek() != '"') {
            return Optional.empty();
        }
        do {
            json.text();
            String name = json.lastText();
            json.expect(':');
            Optional<String> value = scalar();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            members.put(name, value.get());
        } while (json.goesOn('}'));
        return Optional.of(members);
    }

    /** What strict mode writes beside the first member. */
    private Optional<String> more(String expected) {
        if (!json.skipIf(',')) {
            return Optional.empty();
        }
        json.text();
        if (!json.lastText().equals(expected)) {
            return Optional.empty();
        }
        json.expect(':');
        return text();
    }

    private Optional<BsonValue> date() {
        return switch (json.peek()) {
            case '"' -> text().flatMap(BsonTexts::dateOfIso);
            case '{' ->
                members()
                        .filter(its -> its.size() == 1 && its.containsKey("$numberLong"))
                        .flatMap(its -> BsonTexts.dateOfMillis(String.valueOf(its.get("$numberLong"))));
            default -> scalar().flatMap(BsonTexts::dateOfMillis);
        };
    }

    private Optional<BsonValue> binary() {
        if (json.peek() == '{') {
            return members("base64", "subType")
                    .flatMap(its -> BsonTexts.binary(
                            String.valueOf(its.get("base64")), String.valueOf(its.get("subType"))));
        }
        return text().flatMap(base64 -> more("$type").flatMap(type -> BsonTexts.binary(base64, type)));
    }

    private BsonValue code(String code) {
        if (json.peek() != ',') {
            return BsonValue.text(code);
        }
        json.expect(',');
        json.text();
        if (!json.lastText().equals("$scope")) {
            throw new MalformedEntryException("a value of JavaScript has more than code and scope");
        }
        json.expect(':');
        ByteText text = new ByteText();
        text.add("{\"code\":");
        BsonValue.text(code).addJson(text);
        text.add(",\"scope\":");
        new ExtendedJson(json, text).readNested(0);
        text.add('}');
        return new BsonValue(FieldType.STRUCTURE, text.toString());
    }

    private BsonValue document() {
        ByteText text = new ByteText();
        new ExtendedJson(json, text).readNested(0);
        return new BsonValue(FieldType.STRUCTURE, text.toString());
    }

    private static BsonValue expression(String pattern, String options) {
        ByteText text = new ByteText();
        text.add("{\"pattern\":");
        BsonValue.text(pattern).addJson(text);
        text.add(",\"options\":");
        BsonValue.text(options).addJson(text);
        text.add('}');
        return new BsonValue(FieldType.STRUCTURE, text.toString());
    }

    private static BsonValue structure(String one, String first, String other, String second) {
        String text = "{\"" + one + "\":" + first + ",\"" + other + "\":" + second + '}';
        return new BsonValue(FieldType.STRUCTURE, text);
    }
}
