package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.rdi.control.api.TestApi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operations that RDI publishes: paths, parameters, statuses and schemas. It checks what was sent and what came back,
 * and keeps a list of what was used.
 */
final class Contract {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode file = read();
    private final Set<String> driven = new TreeSet<>();

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream("contract.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All operations, as {@code GET /path/{parameter}}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        file.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The operations that were answered with success. */
    Set<String> driven() {
        return driven;
    }

    boolean isSecured(String operation) {
        return operation(operation).path("secured").asBoolean();
    }

    boolean declares(String operation, int status) {
        return operation(operation).path("responses").has(String.valueOf(status));
    }

    /** Whether the operation takes a body. */
    boolean takesBody(String operation) {
        return operation(operation).has("body");
    }

    private JsonNode operation(String operation) {
        String[] parts = operation.split(" ", 2);
        JsonNode found = file.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
        assertThat(found.isObject()).as(operation).isTrue();
        return found;
    }

    /** A client made from the file could send this. */
    void checkRequest(String operation, String query, JsonNode body) {
        JsonNode schema = operation(operation).path("body");
        assertThat(schema.isMissingNode()).as(operation + " takes a body").isEqualTo(body.isMissingNode());
        if (!body.isMissingNode()) {
            assertThat(problems(schema, body)).as(operation + " " + body).isEmpty();
        }
        for (JsonNode parameter : operation(operation).path("parameters")) {
            boolean needed = parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean();
            assertThat(!needed || query.contains(parameter.path("name").asText() + "="))
                    .as(operation + " needs " + parameter)
                    .isTrue();
        }
    }

    /** A client made from the file would understand this. */
    void checkAnswer(String operation, Answer answer) {
        JsonNode schema = operation(operation).path("responses").path(String.valueOf(answer.status()));
        assertThat(schema.isMissingNode())
                .as(operation + " answers " + answer.status() + " " + answer.body())
                .isFalse();
        if (schema.isNull()) {
            assertThat(answer.body()).as(operation).isEmpty();
        } else {
            assertThat(problems(schema, answer.json()))
                    .as(operation + " " + answer.body())
                    .isEmpty();
        }
        if (answer.status() < 300) {
            driven.add(operation);
        }
    }

    private Set<ValidationMessage> problems(JsonNode schema, JsonNode value) {
        ObjectNode whole = new ObjectMapper().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", file.path("components"));
        return SCHEMAS.getSchema(whole).validate(value);
    }
}
