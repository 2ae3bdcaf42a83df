package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.get;

import dev.rdi.config.PipelineConfig;
import dev.rdi.control.DeployedConfig;
import dev.rdi.control.PipelineState;
import dev.rdi.control.Pipelines;
import dev.rdi.control.SourceCatalog;
import dev.rdi.control.SourceCatalog.Column;
import dev.rdi.control.SourceCatalog.Detail;
import dev.rdi.control.SourceCatalog.Question;
import dev.rdi.control.SourceCatalog.Schema;
import dev.rdi.control.SourceCatalog.Table;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Turnstile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The route that looks into the source of a pipeline. Immutable. */
final class SourceRoutes {

    private static final int AT_ONCE = 4;
    private static final Parameter<String> SOURCE = Parameter.path("source_name", "The source's name.");
    private static final Parameter<List<String>> SCHEMAS =
            Parameter.list("schemas", "Names of schemas or databases with commas; all if absent.");
    private static final Parameter<List<String>> TABLES =
            Parameter.list("tables", "Names of tables with commas; all if absent.");
    private static final Parameter<Detail> DETAILS =
            Parameter.choice("details", Detail.class, Detail.SCHEMAS, "How deep to look.");

    private final Pipelines pipelines;
    private final DeployedConfig configs;
    private final SourceCatalog sources;
    private final Turnstile turnstile = new Turnstile(AT_ONCE, "looks into sources");

    SourceRoutes(Pipelines pipelines, DeployedConfig configs, SourceCatalog sources) {
        this.pipelines = pipelines;
        this.configs = configs;
        this.sources = sources;
    }

    record PipelineSourceSchemaResponse(
            @Doc("The schemas, by name.") Map<String, SourceSchemaResponse> schemas) {}

    record SourceSchemaResponse(
            @Doc("The tables, by name.") @Nullable Map<String, SourceTableResponse> tables) {}

    record SourceTableResponse(
            @Doc("Whether its changes can be captured.") @Nullable
            Boolean cdcReady,

            @Doc("The columns, by name.") @Nullable Map<String, SourceColumnResponse> columns) {}

    record SourceColumnResponse(
            @Doc("As the database calls it.") String type,
            @Doc("The size, where there is one.") @Nullable Integer size,
            @Doc("Whether it is part of the primary key.") boolean primaryKey,
            @Doc("Whether its values are unique.") boolean uniqueConstraint) {}

    List<Route> routes() {
        return List.of(get(
                        "/api/v2/pipelines/{name}/source-schemas/{source_name}",
                        "Lists the schemas, tables and columns of a source.")
                .in(Params.PIPELINES)
                .takes(Params.PIPELINE, SOURCE, SCHEMAS, TABLES, DETAILS)
                .gives(200, PipelineSourceSchemaResponse.class)
                .fails(404, 422, 503)
                .does(this::look));
    }

    private Reply look(Call call) {
        PipelineState pipeline = pipelines.require(call.get(Params.PIPELINE));
        PipelineConfig config = configs.of(pipeline);
        if (!config.sourceName().equals(call.get(SOURCE))) {
            throw ApiException.notFound("the pipeline has no source called " + call.get(SOURCE));
        }
        Question question =
                new Question(Set.copyOf(call.get(SCHEMAS)), Set.copyOf(call.get(TABLES)), call.get(DETAILS));
        Map<String, Schema> found = turnstile.pass(() -> sources.look(config.source(), question));
        return Reply.ok(new PipelineSourceSchemaResponse(each(found, SourceRoutes::schema)));
    }

    private static <A, B> Map<String, B> each(Map<String, A> map, Function<A, B> function) {
        Map<String, B> result = new LinkedHashMap<>();
        map.forEach((name, value) -> result.put(name, function.apply(value)));
        return result;
    }

    private static SourceSchemaResponse schema(Schema schema) {
        return new SourceSchemaResponse(
                schema.tables().map(it -> each(it, SourceRoutes::table)).orElse(null));
    }

    private static SourceTableResponse table(Table table) {
        return new SourceTableResponse(
                table.cdcReady().orElse(null),
                table.columns().map(it -> each(it, SourceRoutes::column)).orElse(null));
    }

    private static SourceColumnResponse column(Column column) {
        Integer size = column.size().isPresent() ? column.size().getAsInt() : null;
        return new SourceColumnResponse(column.type(), size, column.primaryKey(), column.unique());
    }
}
