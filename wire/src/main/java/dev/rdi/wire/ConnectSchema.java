package dev.rdi.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kafka Connect schema as Debezium writes it into its JSON.
 *
 * <p>Immutable.
 *
 * @param type {@code struct}, {@code int32}, {@code string} …
 * @param name the semantic type, empty if there is none
 * @param field the name of the field that has this schema, empty at the top
 * @param fields of a struct
 * @param items of an array; the values of a map
 */
record ConnectSchema(
        String type,
        String name,
        String field,
        Map<String, String> parameters,
        List<ConnectSchema> fields,
        Optional<ConnectSchema> items) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 100;

    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    Optional<ConnectSchema> field(String wanted) {
        return fields.stream().filter(known -> known.field.equals(wanted)).findFirst();
    }

    /**
     * Reads a schema.
     *
     * @throws MalformedEntryException if it is none
     */
    static ConnectSchema parse(byte[] json, int from, int to) {
        try (JsonParser parser = JSON.createParser(json, from, to - from)) {
            parser.nextToken();
            return parse(parser, 0);
        } catch (IOException e) {
            throw new MalformedEntryException("the schema of an entry can't be read", e);
        }
    }

    private static ConnectSchema parse(JsonParser json, int depth) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT || depth > DEEPEST) {
            throw new MalformedEntryException("the schema of an entry has an unknown form");
        }
        String type = "";
        String name = "";
        String field = "";
        Map<String, String> parameters = Map.of();
        List<ConnectSchema> fields = List.of();
        Optional<ConnectSchema> items = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String property = json.currentName();
            json.nextToken();
            switch (property) {
                case "type" -> type = json.getText();
                case "name" -> name = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
                case "field" -> field = json.getText();
                case "parameters" -> parameters = parameters(json);
                case "fields" -> fields = fields(json, depth);
                case "items", "values" -> items = Optional.of(parse(json, depth + 1));
                default -> json.skipChildren();
            }
        }
        return new ConnectSchema(type, name, field, parameters, fields, items);
    }

    private static List<ConnectSchema> fields(JsonParser json, int depth) throws IOException {
        List<ConnectSchema> fields = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            fields.add(parse(json, depth + 1));
        }
        return List.copyOf(fields);
    }

    private static Map<String, String> parameters(JsonParser json) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            parameters.put(name, json.getText());
            json.skipChildren();
        }
        return Map.copyOf(parameters);
    }
}
