package dev.rdi.control.api;

import dev.rdi.control.api.http.ApiReference;
import dev.rdi.control.api.http.Route;
import java.util.List;

/** The reference page of the API. Stateless. */
final class ApiPage {

    private static final String INTRODUCTION = """
            # REST API

            What `redis-di server` serves. This page is generated from the declarations in the code; the same declarations make
            the description in OpenAPI 3.1 that a server gives under `/openapi.json`, and the page under `/docs` on which the
            API can be tried. [The API](../api.md) tells how to reach it, who may use it and what its limits are.

            - Bodies are JSON. Unknown properties, properties that come twice and wrong types are refused with 422, all at once.
            - `POST /api/v1/login` gives a token, which goes into the header `Authorization: Bearer …` of each request.
            - A failure has the body `{"detail": "…", "errors": [{"code", "message", "remediation", "details"}]}`, the list only
              where more is known. 400 is a path or a query that can't be read, 401 no valid token, 403 a role that isn't
              enough, 404 nothing there, 405 a method that isn't done there, 408 a body that doesn't arrive, 409 somebody or
              something else stands against it, 413 a body that is too large, 415 a body that isn't JSON, 422 a request or a
              configuration with problems, 429 too many failed logins, 502 a target that refuses, 503 something that doesn't
              answer or is too busy: try again after `Retry-After` seconds.
            """;

    private ApiPage() {}

    /** The page, in Markdown. */
    static String of(List<Route> routes) {
        return ApiReference.page(INTRODUCTION, routes);
    }
}
