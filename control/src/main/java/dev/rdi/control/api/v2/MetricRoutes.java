package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.get;

import dev.rdi.control.LagView;
import dev.rdi.control.Observed;
import dev.rdi.control.PipelinePhase;
import dev.rdi.control.PipelineState;
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

/** The routes of metric collections: what the parts of a pipeline have done. Immutable. */
final class MetricRoutes {

    private static final String METRICS = "Metrics";
    private static final String PATH = "/api/v2/pipelines/{name}/metric-collections";
    private static final Parameter<String> COLLECTION =
            Parameter.path("collection_name", "The collection's name, which is that of the component.");

    private final Pipelines pipelines;
    private final PipelineViews views;
    private final Statistics statistics;
    private final Clock clock;

    MetricRoutes(Pipelines pipelines, PipelineViews views, Statistics statistics, Clock clock) {
        this.pipelines = pipelines;
        this.views = views;
        this.statistics = statistics;
        this.clock = clock;
    }

    /** What a component has done. */
    record PipelineMetricCollectionResponse(
            @Doc("The collection's name.") String name,
            @Doc("The component that it belongs to.") String component,
            @Doc("Values by name; they may nest.") Map<String, Object> metrics) {}

    List<Route> routes() {
        return List.of(
                get(PATH, "Lists the metric collections of a pipeline.")
                        .in(METRICS)
                        .takes(Params.PIPELINE)
                        .gives(200, Shape.listOf(PipelineMetricCollectionResponse.class))
                        .fails(404)
                        .does(this::list),
                get(PATH + "/{collection_name}", "Shows a metric collection of a pipeline.")
                        .in(METRICS)
                        .takes(Params.PIPELINE, COLLECTION)
                        .gives(200, PipelineMetricCollectionResponse.class)
                        .fails(404)
                        .does(this::show));
    }

    private Reply list(Call call) {
        PipelineState pipeline = pipelines.requireVisible(call.get(Params.PIPELINE));
        return Reply.ok(List.of(PipelineViews.COLLECTOR, PipelineViews.PROCESSOR).stream()
                .filter(name -> views.component(pipeline, name).isPresent())
                .map(name -> collection(pipeline, name))
                .toList());
    }

    private Reply show(Call call) {
        PipelineState pipeline = pipelines.requireVisible(call.get(Params.PIPELINE));
        String name = call.get(COLLECTION);
        if (views.component(pipeline, name).isEmpty()) {
            throw ApiException.notFound("there is no metric collection called " + name);
        }
        return Reply.ok(collection(pipeline, name));
    }

    private PipelineMetricCollectionResponse collection(PipelineState pipeline, String name) {
        boolean ofProcessor = name.equals(PipelineViews.PROCESSOR);
        return new PipelineMetricCollectionResponse(
                name, name, ofProcessor ? processor(pipeline) : collector(pipeline));
    }

    private Map<String, Object> processor(PipelineState pipeline) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("data_streams", statistics.dataStreams(pipeline));
        metrics.put("processing_performance", Statistics.performance(pipeline.alive(clock.instant())));
        return metrics;
    }

    private Map<String, Object> collector(PipelineState pipeline) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        Optional<Observed> alive = pipeline.alive(clock.instant());
        SourceReport source = alive.map(Observed::source).orElse(SourceReport.NONE);
        String status = PipelinePhase.of(Optional.of(pipeline), clock.instant()).snapshotStatus();
        metrics.put("phase", alive.map(Observed::collector).orElse(""));
        metrics.put("offsets", statistics.offsets(pipeline.name()));
        metrics.put(
                "snapshot",
                SnapshotView.of(
                        status, source.sync(), alive.map(Observed::updated).orElse(Instant.EPOCH)));
        metrics.put("added_tables", SnapshotView.tables(source.added()));
        metrics.put("lag", LagView.of(source));
        return metrics;
    }
}
