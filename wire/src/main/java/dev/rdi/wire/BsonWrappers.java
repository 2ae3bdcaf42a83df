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

    /**
     * Reads the object that comes next if it wraps a value; else leaves it where it is.
     *
     * @param depth how deep the object lies in its document
     */
    Optional<BsonValue> read(int depth) {
        json.peek();
        int from = json.at();
        Optional<BsonValue> wrapped = wrapped(depth);
        if (wrapped.isEmpty()) {
            json.goTo(from);
        }
        return wrapped;
    }

    private Optional<BsonValue> wrapped(int depth) {
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
        return value(name, depth).filter(found -> json.skipIf('}'));
    }

    private Optional<BsonValue> value(String name, int depth) {
        return switch (name) {
            case "$oid", "$symbol", "$uuid" -> text().map(BsonValue::text);
            case "$numberInt", "$numberLong" -> text().flatMap(BsonTexts::integer);
            case "$numberDouble" -> text().flatMap(BsonTexts::floating);
            case "$numberDecimal" -> text().flatMap(BsonTexts::decimal);
            case "$date" -> date();
            case "$binary" -> binary();
            case "$timestamp" -> members("t", "i").flatMap(its -> BsonTexts.timestamp(its.first(), its.second()));
            case "$regularExpression" ->
                members("pattern", "options").map(its -> expression(its.first(), its.second()));
            case "$regex" -> text().flatMap(pattern -> more("$options").map(options -> expression(pattern, options)));
            case "$code" -> text().flatMap(code -> code(code, depth));
            case "$minKey" -> scalar().filter("1"::equals).map(one -> BsonValue.text("MinKey"));
            case "$maxKey" -> scalar().filter("1"::equals).map(one -> BsonValue.text("MaxKey"));
            case "$undefined" -> scalar().filter("true"::equals).map(yes -> BsonValue.NULL);
            case "$dbPointer" -> document(depth).map(text -> new BsonValue(FieldType.STRUCTURE, text));
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

    private record Two(String first, String second) {}

    /** The members of an object that has just these two, in any order. */
    private Optional<Two> members(String one, String other) {
        return members().filter(found -> found.size() == 2).flatMap(found -> {
            String first = found.get(one);
            String second = found.get(other);
            return first == null || second == null ? Optional.empty() : Optional.of(new Two(first, second));
        });
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
                        .filter(its -> its.size() == 1)
                        .flatMap(its -> Optional.ofNullable(its.get("$numberLong")))
                        .flatMap(BsonTexts::dateOfMillis);
            default -> scalar().flatMap(BsonTexts::dateOfMillis);
        };
    }

    private Optional<BsonValue> binary() {
        if (json.peek() == '{') {
            return members("base64", "subType").flatMap(its -> BsonTexts.binary(its.first(), its.second()));
        }
        return text().flatMap(base64 -> more("$type").flatMap(type -> BsonTexts.binary(base64, type)));
    }

    private Optional<BsonValue> code(String code, int depth) {
        if (json.peek() != ',') {
            return Optional.of(BsonValue.text(code));
        }
        json.expect(',');
        json.text();
        if (!json.lastText().equals("$scope")) {
            return Optional.empty();
        }
        json.expect(':');
        return document(depth).map(scope -> {
            ByteText text = new ByteText();
            text.add("{\"code\":");
            BsonValue.text(code).addJson(text);
            text.add(",\"scope\":" + scope + '}');
            return new BsonValue(FieldType.STRUCTURE, text.toString());
        });
    }

    /** A document that is the last member. It is read only if it is, for what is left is read once more, at each depth. */
    private Optional<String> document(int depth) {
        int from = json.at();
        boolean isDocument = json.peek() == '{';
        json.skip();
        boolean isLast = json.peek() == '}';
        json.goTo(from);
        if (!isDocument || !isLast) {
            return Optional.empty();
        }
        ByteText text = new ByteText();
        new ExtendedJson(json, text).readNested(depth + 1);
        return Optional.of(text.toString());
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
}
