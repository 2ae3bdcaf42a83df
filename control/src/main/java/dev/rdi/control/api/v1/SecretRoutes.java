package dev.rdi.control.api.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.PipelineSecrets;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.ErrorItem;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Stores secrets of the pipeline. Version 1 groups them; the groups mean nothing here. Immutable. */
final class SecretRoutes {

    private static final String GROUP = "v1: secrets";
    private static final Set<String> GROUPS =
            Set.of("source-db", "target-db", "rdi-sys-config", "rdi-db-ssl", "source-db-ssl", "target-db-ssl");
    private static final Pattern FILES = Pattern.compile(".*_(CACERT|CERT|KEY)");
    private static final Parameter<String> NAME = Parameter.path("secret_name", "A group; it isn't used.");

    private final PipelineSecrets secrets;

    SecretRoutes(PipelineSecrets secrets) {
        this.secrets = secrets;
    }

    record Done(@Doc("Always true.") boolean status) {}

    List<Route> routes() {
        return List.of(
                Route.put("/api/v1/secrets/{secret_name}", "Stores secrets: keys and values.")
                        .in(GROUP)
                        .takes(NAME)
                        .gives(200, Done.class)
                        .fails(422)
                        .does(ObjectNode.class, this::one),
                Route.put("/api/v1/secrets", "Stores secrets: keys and values by group.")
                        .in(GROUP)
                        .gives(200, Done.class)
                        .fails(422)
                        .does(ObjectNode.class, this::all));
    }

    private Reply one(Call call, ObjectNode values) {
        Map<String, JsonNode> groups = Map.of("", values);
        return store(groups);
    }

    private Reply all(Call call, ObjectNode groups) {
        Map<String, JsonNode> given = new LinkedHashMap<>();
        groups.properties().forEach(group -> given.put(group.getKey(), group.getValue()));
        given.keySet().stream()
                .filter(name -> !GROUPS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ApiException.invalid(
                            "body",
                            "there is no group of secrets of this name; there are "
                                    + String.join(", ", GROUPS.stream().sorted().toList()));
                });
        return store(given);
    }

    /** All or, if one of them is no text, none. */
    private Reply store(Map<String, JsonNode> groups) {
        List<ErrorItem> errors = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        groups.forEach((group, keys) -> {
            if (!keys.isObject()) {
                errors.add(ErrorItem.ofRequest(group, "a group must be an object: values by their keys"));
            }
            keys.properties().forEach(entry -> {
                if (entry.getValue().isTextual()) {
                    values.put(entry.getKey(), entry.getValue().textValue());
                } else {
                    errors.add(ErrorItem.ofRequest(entry.getKey(), "the value of a secret must be a text"));
                }
            });
        });
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        values.forEach((key, value) -> secrets.put(
                V1.PIPELINE,
                key,
                FILES.matcher(key).matches() ? PipelineSecrets.Type.FILE : PipelineSecrets.Type.SIMPLE,
                value));
        return Reply.ok(new Done(true));
    }
}
