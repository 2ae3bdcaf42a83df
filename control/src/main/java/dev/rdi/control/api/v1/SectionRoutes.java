package dev.rdi.control.api.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.Actions;
import dev.rdi.control.MergePatch;
import dev.rdi.control.PipelineEdits;
import dev.rdi.control.Pipelines.Deployed;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes of single sections of the configuration, each a deploy of the whole. Immutable. */
final class SectionRoutes {

    private static final String GROUP = "v1: sections of the configuration";
    private static final String ROOT = "/api/v1/pipelines/";
    private static final String PROCESSORS = "processors";
    private static final Parameter<String> NAME = Parameter.path("name", "The name in the configuration.");
    private static final Parameter<String> PROPERTY = Parameter.path("prop", "The property of the processors.");

    /** The properties that the API of RDI names. */
    private static final Set<String> PROPERTIES = Set.of(
            "on_failed_retry_interval",
            "read_batch_size",
            "dedup",
            "dedup_max_size",
            "dedup_strategy",
            "duration",
            "write_batch_size",
            "error_handling",
            "dlq_max_messages",
            "target_data_type",
            "json_update_strategy",
            "initial_sync_processes",
            "idle_sleep_time_ms",
            "idle_streams_check_interval_ms",
            "busy_streams_check_interval_ms",
            "wait_enabled",
            "wait_timeout",
            "retry_on_replica_failure");

    private final PipelineEdits edits;
    private final Actions actions;

    SectionRoutes(PipelineEdits edits, Actions actions) {
        this.edits = edits;
        this.actions = actions;
    }

    /** The new value of a property. */
    record PropertyValue(@Doc("The new value.") JsonNode value) {}

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String section : List.of("sources", "targets", "secret-providers")) {
            routes.addAll(named(section));
        }
        for (String section : List.of("sources", "targets")) {
            routes.add(Route.put(ROOT + section, "Replaces all " + section + ".")
                    .in(GROUP)
                    .gives(200, V1.ActionId.class)
                    .fails(422)
                    .does(
                            ObjectNode.class,
                            V1.listing((call, body) -> deploy(call, document -> {
                                document.set(section, body);
                                return document;
                            }))));
        }
        routes.add(Route.put(ROOT + PROCESSORS, "Changes properties of the processors.")
                .in(GROUP)
                .gives(200, V1.ActionId.class)
                .fails(422)
                .does(ObjectNode.class, V1.listing(this::processors)));
        routes.add(Route.put(ROOT + PROCESSORS + "/{prop}", "Sets a property of the processors.")
                .in(GROUP)
                .takes(PROPERTY)
                .gives(200, V1.ActionId.class)
                .fails(422)
                .does(PropertyValue.class, V1.listing(this::property)));
        return routes;
    }

    private List<Route> named(String section) {
        String one = section.substring(0, section.length() - 1);
        String path = ROOT + section + "/{name}";
        return List.of(
                Route.put(path, "Adds or replaces a " + one + ".")
                        .in(GROUP)
                        .takes(NAME)
                        .gives(200, V1.ActionId.class)
                        .fails(422)
                        .does(
                                ObjectNode.class,
                                V1.listing((call, body) -> deploy(call, document -> {
                                    document.withObjectProperty(section).set(call.get(NAME), body);
                                    return document;
                                }))),
                Route.patch(path, "Changes a " + one + " by a JSON merge patch.")
                        .in(GROUP)
                        .takes(NAME)
                        .gives(200, V1.ActionId.class)
                        .fails(404, 422)
                        .does(
                                ObjectNode.class,
                                V1.listing((call, body) -> deploy(call, document -> {
                                    ObjectNode known = require(document, section, call.get(NAME));
                                    document.withObjectProperty(section)
                                            .set(call.get(NAME), MergePatch.apply(known, body));
                                    return document;
                                }))),
                Route.delete(path, "Removes a " + one + ".")
                        .in(GROUP)
                        .takes(NAME)
                        .gives(200, V1.ActionId.class)
                        .fails(404, 422)
                        .does(V1.listing(call -> deploy(call, document -> {
                            require(document, section, call.get(NAME));
                            document.withObjectProperty(section).remove(call.get(NAME));
                            return document;
                        }))));
    }

    private static ObjectNode require(ObjectNode document, String section, String name) {
        if (document.path(section).path(name) instanceof ObjectNode known) {
            return known;
        }
        throw ApiException.notFound("there is nothing of this name among the " + section + " of the pipeline");
    }

    private Reply processors(Call call, ObjectNode properties) {
        ObjectNode patch = properties.objectNode();
        patch.set(PROCESSORS, properties);
        return deploy(call, document -> MergePatch.apply(document, patch));
    }

    private Reply property(Call call, PropertyValue value) {
        String name = call.get(PROPERTY);
        if (!PROPERTIES.contains(name)) {
            throw ApiException.invalid("path.prop", "there is no such property of the processors");
        }
        return deploy(call, document -> {
            document.withObjectProperty(PROCESSORS).set(name, value.value());
            return document;
        });
    }

    private Reply deploy(Call call, UnaryOperator<ObjectNode> edit) {
        Deployed deployed = edits.edit(
                        V1.PIPELINE,
                        edit,
                        Optional.empty(),
                        V1.CHECKS,
                        false,
                        call.caller().user())
                .orElseThrow();
        long generation = deployed.state().desired().generation();
        return Reply.ok(new V1.ActionId(actions.begin(Actions.Kind.DEPLOY, V1.PIPELINE, generation)));
    }
}
