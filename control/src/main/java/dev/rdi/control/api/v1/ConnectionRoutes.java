package dev.rdi.control.api.v1;

import static dev.rdi.control.api.http.Route.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.ConnectionTests;
import dev.rdi.control.ConnectionTests.Outcome;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries connections before they are deployed. Immutable. */
final class ConnectionRoutes {

    private static final String GROUP = "v1: connection tests";

    private final ConnectionTests tests;

    ConnectionRoutes(ConnectionTests tests) {
        this.tests = tests;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Connected(
            @Doc("Whether it can be reached.") boolean connected,
            @Doc("Why not; empty if it can.") String error,

            @Doc("What is wrong with the configuration, by property.") @Nullable
            Map<String, String> invalidProperties) {

        static Connected of(Outcome outcome) {
            return new Connected(
                    outcome.connected(), outcome.error(), outcome.invalid().isEmpty() ? null : outcome.invalid());
        }
    }

    record TargetError(@Doc("Why it can't be reached.") String message) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetResult(
            @Doc("`success` or `failed`.") String status,
            @Doc("What went wrong.") @Nullable TargetError error) {

        static TargetResult of(Outcome outcome) {
            return outcome.connected()
                    ? new TargetResult("success", null)
                    : new TargetResult("failed", new TargetError(outcome.error()));
        }
    }

    record TargetResults(@Doc("By name.") Map<String, TargetResult> targets) {}

    List<Route> routes() {
        return List.of(
                post("/api/v1/pipelines/sources/dry-run", "Tries the connection of a source.")
                        .in(GROUP)
                        .gives(200, Connected.class)
                        .fails(422)
                        .does(
                                ObjectNode.class,
                                (call, source) -> Reply.ok(Connected.of(tests.source(V1.PIPELINE, source)))),
                post("/api/v1/pipelines/targets/dry-run", "Tries the connections of all targets of a configuration.")
                        .in(GROUP)
                        .gives(200, TargetResults.class)
                        .fails(422)
                        .does(ObjectNode.class, this::targets),
                post("/api/v1/pipelines/target/dry-run", "Tries the connection of a target.")
                        .in(GROUP)
                        .gives(200, Connected.class)
                        .fails(422)
                        .does(
                                ObjectNode.class,
                                (call, target) -> Reply.ok(Connected.of(tests.target(V1.PIPELINE, target)))));
    }

    private Reply targets(Call call, ObjectNode config) {
        if (!config.path("targets").isObject()) {
            throw ApiException.invalid("targets", "targets must be an object: the targets by their names");
        }
        Map<String, TargetResult> results = new LinkedHashMap<>();
        tests.targets(V1.PIPELINE, config).forEach((name, outcome) -> results.put(name, TargetResult.of(outcome)));
        return Reply.ok(new TargetResults(results));
    }
}
