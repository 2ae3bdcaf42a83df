package dev.rdi.control.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.OpenApi;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.RouteDraft;
import dev.rdi.control.api.http.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The description of the API, and a page to try it. Immutable. */
final class DescriptionRoutes {

    private static final String GROUP = "Description";
    private static final Parameter<String> FILE = Parameter.path("file", "A part of the page.");

    /** What the page consists of, and where that lies. */
    private static final Map<String, Asset> ASSETS = Map.of(
            "index.html", new Asset("text/html; charset=utf-8", "index.html"),
            "start.js", new Asset("text/javascript", "start.js"),
            "swagger-ui.css", new Asset("text/css", "swagger-ui.css"),
            "swagger-ui-bundle.js", new Asset("text/javascript", "swagger-ui-bundle.js"));

    private record Asset(String type, String name) {}

    private final ObjectNode description;
    private final String bundle;

    /**
     * The description of routes and of these.
     *
     * @param version of the product
     */
    DescriptionRoutes(List<Route> routes, String version) {
        List<Route> all = new ArrayList<>(routes);
        all.addAll(declared());
        description = OpenApi.describe(all, version);
        bundle = "/META-INF/resources/webjars/swagger-ui/" + SwaggerUi.version() + "/";
    }

    List<Route> routes() {
        return declared();
    }

    private List<Route> declared() {
        return List.of(
                page("/", "Leads to the page that shows the API.", Shape.NONE, 307)
                        .does(call -> Reply.redirect("/docs/index.html")),
                page("/docs", "Leads to the page that shows the API.", Shape.NONE, 307)
                        .does(call -> Reply.redirect("/docs/index.html")),
                page("/docs/{file}", "Shows the API and lets try it.", Shape.NONE, 200)
                        .takes(FILE)
                        .fails(404)
                        .does(call -> asset(call.get(FILE))),
                page("/openapi.json", "Describes the API in OpenAPI 3.1.", Shape.OBJECT, 200)
                        .does(call -> Reply.ok(description)));
    }

    private static RouteDraft page(String path, String summary, Shape shape, int status) {
        return Route.get(path, summary).in(GROUP).access(Access.ANYONE).gives(status, shape);
    }

    private Reply asset(String file) {
        Asset asset = ASSETS.get(file);
        if (asset == null) {
            throw ApiException.notFound("there is nothing at this path");
        }
        String place = file.startsWith("swagger-ui") ? bundle + asset.name() : asset.name();
        try (InputStream in = DescriptionRoutes.class.getResourceAsStream(place)) {
            if (in == null) {
                throw ApiException.notFound("this installation has no page to try the API");
            }
            return Reply.ok(new Reply.Resource(asset.type(), in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
