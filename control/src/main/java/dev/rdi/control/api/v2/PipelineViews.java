package dev.rdi.control.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.Documents;
import dev.rdi.control.Observed;
import dev.rdi.control.PipelineProblem;
import dev.rdi.control.PipelineState;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.SecretMask;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.Caller;
import dev.rdi.control.api.http.ErrorCode;
import dev.rdi.control.api.http.ErrorItem;
import dev.rdi.control.api.v2.PipelineComponentResponse.ComponentType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes what clients see of what is known about a pipeline.
 *
 * <p>Immutable.
 */
final class PipelineViews {

    static final String COLLECTOR = "collector-source";
    static final String PROCESSOR = "processor";

    /** What the collector says where something else writes the change streams. */
    private static final Set<String> NO_COLLECTOR = Set.of("external", "inactive");

    private static final Set<String> READS = Set.of("snapshot", "catching_up", "streaming");
    private static final Set<String> PIPELINE_PARTS = Set.of("operator", "configuration", "stopped");

    private final String version;
    private final Documents documents;
    private final Clock clock;

    PipelineViews(String version, Documents documents, Clock clock) {
        this.version = version;
        this.documents = documents;
        this.clock = clock;
    }

    PipelineResponse of(PipelineState pipeline, Caller caller) {
        return of(pipeline, documents.of(pipeline), caller);
    }

    /** A pipeline with another configuration than it has. */
    PipelineResponse of(PipelineState pipeline, ObjectNode config, Caller caller) {
        PipelineStatusResponse status = status(pipeline);
        return new PipelineResponse(
                pipeline.name(),
                pipeline.desired().active(),
                visible(config, caller),
                status.status(),
                status.statusChangedAt(),
                status.errors(),
                status.components(),
                status.current());
    }

    PipelineStatusResponse status(PipelineState pipeline) {
        Instant now = clock.instant();
        List<PipelineProblem> problems = pipeline.problems(now);
        return new PipelineStatusResponse(
                pipeline.status(now),
                pipeline.alive(now)
                        .filter(it -> pipeline.isCurrent())
                        .map(it -> it.since().toString())
                        .orElse(null),
                problems.stream().map(PipelineViews::error).toList(),
                components(pipeline, problems, now),
                pipeline.isCurrent());
    }

    /** A pipeline that isn't there. */
    static PipelineResponse imagined(String name, boolean active, ObjectNode config) {
        return new PipelineResponse(name, active, config, PipelineStatus.UNKNOWN, null, List.of(), List.of(), false);
    }

    static ObjectNode visible(ObjectNode config, Caller caller) {
        return caller.role() == Access.ADMIN ? config : SecretMask.mask(config);
    }

    private static ErrorItem error(PipelineProblem problem) {
        ErrorCode code =
                PIPELINE_PARTS.contains(problem.part()) ? ErrorCode.PIPELINE_ERROR : ErrorCode.PIPELINE_COMPONENT_ERROR;
        return new ErrorItem(
                code,
                problem.message(),
                problem.remediation(),
                Map.of("code", problem.code(), "component", problem.part()));
    }

    private List<PipelineComponentResponse> components(
            PipelineState pipeline, List<PipelineProblem> problems, Instant now) {
        String collector = pipeline.alive(now).map(Observed::collector).orElse("");
        List<PipelineComponentResponse> components = new ArrayList<>();
        if (!NO_COLLECTOR.contains(collector)) {
            List<String> errors = messages(problems, true);
            components.add(component(
                    COLLECTOR,
                    ComponentType.DEBEZIUM_COLLECTOR,
                    collectorStatus(pipeline.status(now), collector, errors),
                    errors));
        }
        List<String> errors = messages(problems, false);
        components.add(component(
                PROCESSOR,
                ComponentType.STREAM_PROCESSOR,
                processorStatus(pipeline.status(now), collector, errors),
                errors));
        return components;
    }

    private PipelineComponentResponse component(
            String name, ComponentType type, PipelineStatus status, List<String> errors) {
        int replicas = status == PipelineStatus.STOPPED || status == PipelineStatus.UNKNOWN ? 0 : 1;
        return new PipelineComponentResponse(name, type, version, status, replicas, errors, List.of(name));
    }

    private static List<String> messages(List<PipelineProblem> problems, boolean ofCollector) {
        return problems.stream()
                .filter(problem -> isOfCollector(problem) == ofCollector && !PIPELINE_PARTS.contains(problem.part()))
                .map(PipelineProblem::message)
                .toList();
    }

    private static boolean isOfCollector(PipelineProblem problem) {
        return problem.part().startsWith("collector") || problem.part().startsWith("source");
    }

    private static PipelineStatus collectorStatus(PipelineStatus pipeline, String phase, List<String> errors) {
        if (!errors.isEmpty()) {
            return PipelineStatus.ERROR;
        }
        if (phase.equals("created") || phase.equals("starting") || phase.equals("retrying")) {
            return PipelineStatus.STARTING;
        }
        return READS.contains(phase) ? PipelineStatus.STARTED : pipeline;
    }

    /** The processor works as soon as there is a data plane, whatever the collector does. */
    private static PipelineStatus processorStatus(PipelineStatus pipeline, String phase, List<String> errors) {
        if (!errors.isEmpty()) {
            return PipelineStatus.ERROR;
        }
        return phase.isEmpty() ? pipeline : PipelineStatus.STARTED;
    }

    /** The status of one part. */
    Optional<PipelineComponentResponse> component(PipelineState pipeline, String name) {
        Instant now = clock.instant();
        return components(pipeline, pipeline.problems(now), now).stream()
                .filter(component -> component.name().equals(name))
                .findFirst();
    }
}
