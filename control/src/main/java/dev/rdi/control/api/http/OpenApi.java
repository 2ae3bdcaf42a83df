package dev.rdi.control.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;

/** The description of an API in OpenAPI 3.1, made of the declarations of its routes. Stateless. */
public final class OpenApi {

    private static final String SCHEME = "JWTBearer";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OpenApi() {}

    /** The description of routes. */
    public static ObjectNode describe(List<Route> routes, String version) {
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "RDI API")
                .put("description", "Pipelines, secrets and users of an RDI installation.")
                .put("version", version);
        Schemas schemas = new Schemas();
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            ObjectNode path = paths.withObjectProperty(route.path());
            path.set(route.method().name().toLowerCase(Locale.ROOT), operation(route, schemas));
        }
        ObjectNode components = document.putObject("components");
        components.putObject("schemas").setAll(schemas.named());
        components
                .putObject("securitySchemes")
                .putObject(SCHEME)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        return document;
    }

    private static ObjectNode operation(Route route, Schemas schemas) {
        ObjectNode operation = NODES.objectNode();
        operation.putArray("tags").add(route.group());
        operation.put("summary", route.summary());
        operation.put("operationId", operationId(route));
        if (!route.description().isEmpty()) {
            operation.put("description", route.description());
        }
        if (!route.parameters().isEmpty()) {
            parameters(route, operation.putArray("parameters"));
        }
        route.body()
                .ifPresent(body -> content(operation.putObject("requestBody").put("required", true), schemas.of(body)));
        ObjectNode responses = operation.putObject("responses");
        route.replies().forEach((status, shape) -> response(responses, status, shape, schemas));
        failures(route).forEach(status -> response(responses, status, Shape.of(ErrorBody.class), schemas));
        if (route.access() != Access.ANYONE) {
            operation.putArray("security").addObject().putArray(SCHEME);
        }
        return operation;
    }

    private static String operationId(Route route) {
        String path = route.path().replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
        return route.method().name().toLowerCase(Locale.ROOT) + "_" + path;
    }

    static Set<Integer> failures(Route route) {
        Set<Integer> failures = new TreeSet<>(route.failures());
        if (route.access() != Access.ANYONE) {
            failures.addAll(List.of(401, 403));
        }
        return failures;
    }

    private static void parameters(Route route, ArrayNode parameters) {
        for (Parameter<?> parameter : route.parameters()) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("in", parameter.inPath() ? "path" : "query")
                    .put("required", parameter.inPath())
                    .put("description", parameter.description())
                    .set("schema", parameter.schema());
        }
    }

    private static void response(ObjectNode responses, int status, Shape shape, Schemas schemas) {
        ObjectNode response =
                responses.putObject(String.valueOf(status)).put("description", HttpStatus.getMessage(status));
        if (shape.kind() != Shape.Kind.NONE) {
            content(response, schemas.of(shape));
        }
    }

    private static void content(ObjectNode holder, ObjectNode schema) {
        holder.putObject("content").putObject("application/json").set("schema", schema);
    }
}
