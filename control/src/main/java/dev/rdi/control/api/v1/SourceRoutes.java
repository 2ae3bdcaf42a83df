package dev.rdi.control.api.v1;

import static dev.rdi.control.api.http.Route.get;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rdi.config.SourceConfig;
import dev.rdi.config.SourceType;
import dev.rdi.control.Connections;
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
import dev.rdi.control.api.http.RouteDraft;
import dev.rdi.model.RdiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the source of the deployed pipeline holds. Immutable. */
final class SourceRoutes {

    private static final String GROUP = "v1: source metadata";
    private static final String ROOT = "/api/v1/pipelines/sources/{source_name}/";
    private static final Parameter<String> SOURCE =
            Parameter.path("source_name", "The name of the source in the configuration.");
    private static final Parameter<Optional<String>> SCHEMA = Parameter.text("schema", "A schema; without it all.");
    private static final Parameter<Optional<String>> THE_SCHEMA = Parameter.text("schema", "The schema. Required.");
    private static final Parameter<List<String>> TABLES = Parameter.list("tables", "Tables; without them all.");

    private final Pipelines pipelines;
    private final Connections connections;
    private final SourceCatalog catalog;

    SourceRoutes(Pipelines pipelines, Connections connections, SourceCatalog catalog) {
        this.pipelines = pipelines;
        this.connections = connections;
        this.catalog = catalog;
    }

    record Databases(@Doc("Their names.") List<String> databases) {}

    record Schemas(@Doc("Their names.") List<String> schemas) {}

    record Tables(@Doc("Their names.") List<String> tables) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ColumnView(
            @Doc("As the database calls it.") String type,
            @Doc("In characters or digits.") @Nullable Integer size,
            @Doc("Whether it is part of the primary key.") boolean primaryKey,
            @Doc("Whether its values are unique.") boolean uniqueConstraint) {

        static ColumnView of(Column column) {
            Integer size = column.size().isPresent() ? (Integer) column.size().getAsInt() : null;
            return new ColumnView(column.type(), size, column.primaryKey(), column.unique());
        }
    }

    record TableView(
            @Doc("Whether its changes can be captured.") boolean cdcReady,
            @Doc("By name.") Map<String, ColumnView> columns) {

        static TableView of(Table table) {
            Map<String, ColumnView> columns = new LinkedHashMap<>();
            table.columns().orElse(Map.of()).forEach((name, column) -> columns.put(name, ColumnView.of(column)));
            return new TableView(table.cdcReady().orElse(false), columns);
        }
    }

    record Metadata(
            @Doc("By name; `schema.table` where two schemas have it.")
            Map<String, TableView> tables) {}

    List<Route> routes() {
        return List.of(
                draft("databases", "Lists the databases of a source.")
                        .gives(200, Databases.class)
                        .does(call -> asked(call, source -> new Databases(catalog.databases(source)))),
                draft("schemas", "Lists the schemas of a source; of a server without schemas its databases.")
                        .gives(200, Schemas.class)
                        .does(call -> asked(call, source -> new Schemas(schemas(source)))),
                draft("tables", "Lists the tables of a schema.")
                        .takes(THE_SCHEMA)
                        .gives(200, Tables.class)
                        .does(this::tables),
                draft("columns", "Describes the columns of tables.")
                        .takes(SCHEMA, TABLES)
                        .gives(200, Metadata.class)
                        .does(this::columns),
                draft("metadata", "Describes tables.")
                        .takes(SCHEMA, TABLES)
                        .gives(200, Metadata.class)
                        .does(this::metadata));
    }

    private static RouteDraft draft(String what, String summary) {
        return get(ROOT + what, summary).in(GROUP).takes(SOURCE).fails(404, 422, 423);
    }

    private List<String> schemas(SourceConfig source) {
        return List.copyOf(look(source, Set.of(), Set.of(), Detail.SCHEMAS).keySet());
    }

    private Reply tables(Call call) {
        String schema =
                call.get(THE_SCHEMA).orElseThrow(() -> ApiException.invalid("query.schema", "schema is missing"));
        return asked(
                call,
                source -> new Tables(look(source, Set.of(schema), Set.of(), Detail.TABLES).values().stream()
                        .flatMap(it -> it.tables().orElse(Map.of()).keySet().stream())
                        .toList()));
    }

    private Reply columns(Call call) {
        if (call.get(TABLES).isEmpty()) {
            throw ApiException.invalid("query.tables", "tables is missing");
        }
        return metadata(call);
    }

    private Reply metadata(Call call) {
        Set<String> schemas = call.get(SCHEMA).map(Set::of).orElse(Set.of());
        Set<String> tables = Set.copyOf(call.get(TABLES));
        return asked(call, source -> metadata(look(source, schemas, tables, Detail.COLUMNS)));
    }

    private static Metadata metadata(Map<String, Schema> schemas) {
        Map<String, Long> times = schemas.values().stream()
                .flatMap(it -> it.tables().orElse(Map.of()).keySet().stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        Map<String, TableView> tables = new LinkedHashMap<>();
        schemas.forEach((schema, its) -> its.tables().orElse(Map.of()).forEach((name, table) -> {
            boolean alone = times.getOrDefault(name, 0L) == 1;
            tables.put(alone ? name : schema + "." + name, TableView.of(table));
        }));
        return new Metadata(tables);
    }

    private Map<String, Schema> look(SourceConfig source, Set<String> schemas, Set<String> tables, Detail detail) {
        return catalog.look(source, new Question(schemas, tables, detail));
    }

    /** An answer of the source; 423 if it can't be asked. */
    private Reply asked(Call call, Function<SourceConfig, Object> question) {
        String name = call.get(SOURCE);
        SourceConfig source = pipelines
                .find(V1.PIPELINE)
                .flatMap(connections::config)
                .map(config -> config.sources().get(name))
                .orElseThrow(() -> ApiException.notFound("the pipeline has no source of this name"));
        if (source.type() == SourceType.EXTERNAL) {
            throw new ApiException(423, "an external source has nothing to look into");
        }
        try {
            return Reply.ok(question.apply(source));
        } catch (RdiException e) {
            throw new ApiException(423, e.what() + "; " + e.cure());
        }
    }
}
