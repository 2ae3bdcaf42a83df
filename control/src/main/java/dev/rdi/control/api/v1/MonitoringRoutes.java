package dev.rdi.control.api.v1;

import static dev.rdi.control.api.http.Route.get;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rdi.control.Connections;
import dev.rdi.control.LagView;
import dev.rdi.control.Observed;
import dev.rdi.control.PipelinePhase;
import dev.rdi.control.PipelineProblem;
import dev.rdi.control.PipelineState;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.Pipelines;
import dev.rdi.control.SnapshotView;
import dev.rdi.control.SourceReport;
import dev.rdi.control.Statistics;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Status and statistics. Immutable. */
final class MonitoringRoutes {

    private static final String GROUP = "v1: monitoring";
    private static final Parameter<List<String>> SECTIONS =
            Parameter.list("sections", "Which parts of the statistics to give; without it all.");

    private final Pipelines pipelines;
    private final Statistics statistics;
    private final Connections connections;
    private final String address;
    private final String version;
    private final Clock clock;

    MonitoringRoutes(
            Pipelines pipelines,
            Statistics statistics,
            Connections connections,
            String address,
            String version,
            Clock clock) {
        this.pipelines = pipelines;
        this.statistics = statistics;
        this.connections = connections;
        this.address = address;
        this.version = version;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Component(
            @Doc("`ready`, `not-ready` or `stopped`.") String status,
            @Doc("Whether it works.") boolean connected,
            @Doc("Of the product.") String version,
            @Doc("What doesn't work.") @Nullable String error) {}

    record Task(
            @Doc("The task.") String name,
            @Doc("How far it is.") String status,
            @Doc("When it began.") String createdAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PipelineView(
            @Doc("`ready`, `not-ready` or `stopped`.") String status,
            @Doc("`cdc`, `initial-sync` or `not-running`.") String state,
            @Doc("What doesn't work.") @Nullable String lastError,
            @Doc("Always empty.") List<Task> tasks) {}

    record Status(
            @Doc("The parts of the pipeline.") Map<String, Component> components,
            @Doc("The pipeline, if there is one.") Map<String, PipelineView> pipelines) {}

    record RunView(
            @Doc("Of the product.") String rdiVersion,
            @Doc("Of the RDI database.") String address,
            @Doc("`running`, `stopped` or `unknown`.") String runStatus,
            @Doc("`streaming`, `initial-sync` or `N/A`.") String syncMode) {}

    List<Route> routes() {
        return List.of(
                get("/api/v1/status", "Tells how the pipeline does.")
                        .in(GROUP)
                        .gives(200, Status.class)
                        .does(call -> Reply.ok(status(pipelines.find(V1.PIPELINE)))),
                get("/api/v1/monitoring/statistics", "Tells what the pipeline has done.")
                        .in(GROUP)
                        .takes(SECTIONS)
                        .gives(200, Shape.OBJECT)
                        .does(this::statistics));
    }

    private Status status(Optional<PipelineState> state) {
        PipelinePhase phase = PipelinePhase.of(state, clock.instant());
        Map<String, Component> components = new LinkedHashMap<>();
        components.put("collector-source", component(phase.collector(), error(state, true)));
        components.put("processor", component(phase.processor(), error(state, false)));
        Map<String, PipelineView> views = new LinkedHashMap<>();
        state.ifPresent(it -> views.put(
                it.name(), new PipelineView(phase.pipeline().text(), phase.state(), problems(it), List.of())));
        return new Status(components, views);
    }

    private Component component(PipelinePhase.Readiness readiness, @Nullable String error) {
        return new Component(readiness.text(), readiness == PipelinePhase.Readiness.READY, version, error);
    }

    /** What the collector has a problem with, or everybody else. */
    private @Nullable String error(Optional<PipelineState> state, boolean ofCollector) {
        List<PipelineProblem> problems = state.map(it -> it.problems(clock.instant())).orElse(List.of()).stream()
                .filter(problem -> isOfCollector(problem) == ofCollector)
                .toList();
        return text(problems);
    }

    private static boolean isOfCollector(PipelineProblem problem) {
        return problem.code().startsWith("source.") || problem.part().equals("collector");
    }

    private @Nullable String problems(PipelineState state) {
        return text(state.problems(clock.instant()));
    }

    private static @Nullable String text(List<PipelineProblem> problems) {
        return problems.isEmpty()
                ? null
                : problems.stream()
                        .map(problem -> problem.part() + ": " + problem.message() + "; " + problem.remediation())
                        .collect(Collectors.joining("\n"));
    }

    private Reply statistics(Call call) {
        Instant now = clock.instant();
        Optional<PipelineState> state = pipelines.find(V1.PIPELINE);
        PipelinePhase phase = PipelinePhase.of(state, now);
        Map<String, Supplier<Object>> sections = new LinkedHashMap<>();
        sections.put("connections", () -> state.map(connections::list).orElse(Map.of()));
        sections.put("data_streams", () -> state.map(statistics::dataStreams).orElseGet(Statistics::noDataStreams));
        sections.put("processing_performance", () -> Statistics.performance(state.flatMap(it -> running(it, now))));
        sections.put("rdi_pipeline_status", () -> new RunView(version, address, phase.runStatus(), phase.syncMode()));
        sections.put("clients", statistics::clients);
        sections.put("offsets", () -> statistics.offsets(V1.PIPELINE));
        sections.put("snapshot_status", phase::snapshotStatus);
        sections.putAll(source(state, phase, now));
        List<String> wanted = call.get(SECTIONS);
        if (!sections.keySet().containsAll(wanted)) {
            throw ApiException.invalid("query.sections", "sections must be of " + String.join(", ", sections.keySet()));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            if (wanted.isEmpty() || wanted.contains(name)) {
                body.put(name, section.get());
            }
        });
        return Reply.ok(body);
    }

    private static Map<String, Supplier<Object>> source(
            Optional<PipelineState> state, PipelinePhase phase, Instant now) {
        Optional<Observed> alive = state.flatMap(it -> it.alive(now));
        SourceReport source = alive.map(Observed::source).orElse(SourceReport.NONE);
        Map<String, Supplier<Object>> sections = new LinkedHashMap<>();
        sections.put(
                "snapshot_progress",
                () -> SnapshotView.of(
                        phase.snapshotStatus(),
                        source.sync(),
                        alive.map(Observed::updated).orElse(now)));
        sections.put("lag", () -> LagView.of(source));
        return sections;
    }

    private static Optional<Observed> running(PipelineState state, Instant now) {
        return state.alive(now).filter(it -> it.status() != PipelineStatus.STOPPED);
    }
}
