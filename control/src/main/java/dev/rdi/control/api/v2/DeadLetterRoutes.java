package dev.rdi.control.api.v2;

import static dev.rdi.control.api.http.Route.get;

import dev.rdi.control.PipelineState;
import dev.rdi.control.Pipelines;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import dev.rdi.redis.DeadLetterQueues.Order;
import dev.rdi.redis.DeadLetterRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of dead letter queues. Viewers don't see rows. Immutable. */
final class DeadLetterRoutes {

    private static final String GROUP = "Dead letters";
    private static final String PATH = "/api/v2/pipelines/{name}/dlqs";
    private static final int MOST = 1_000;
    private static final int USUAL = 20;
    private static final Parameter<String> TABLE = Parameter.path(
            "full_table_name",
            "The table: `source.schema.table`, or `source.database.table` where there are no schemas.");
    private static final Parameter<Integer> LIMIT =
            Parameter.number("limit", USUAL, 1, MOST, "How many records to give; fewer if they are large.");
    private static final Parameter<Integer> OFFSET =
            Parameter.number("offset", 0, 0, Integer.MAX_VALUE, "How many records to pass over.");
    private static final Parameter<SortOrder> SORT_ORDER =
            Parameter.choice("sort_order", SortOrder.class, SortOrder.DESC, "Oldest first or newest first.");
    private static final Parameter<List<String>> FIELDS = Parameter.list(
            "fields", "The fields to give, with commas: " + String.join(", ", DeadLetterView.FIELDS) + ".");

    private final Pipelines pipelines;
    private final DeadLetterTables tables;

    DeadLetterRoutes(Pipelines pipelines, DeadLetterTables tables) {
        this.pipelines = pipelines;
        this.tables = tables;
    }

    enum SortOrder {
        ASC,
        DESC
    }

    record DlqTableInfo(
            @Doc("How many records the queue holds.") long totalCount) {}

    record DlqRecordsResponse(@Doc("The records.") List<Map<String, Object>> records) {}

    List<Route> routes() {
        return List.of(
                get(PATH, "Lists the tables with dead letters, and how many there are.")
                        .in(GROUP)
                        .takes(Params.PIPELINE)
                        .gives(200, Shape.mapOf(DlqTableInfo.class))
                        .fails(404)
                        .does(this::list),
                get(PATH + "/{full_table_name}/records", "Shows the dead letters of a table.")
                        .in(GROUP)
                        .description("Viewers don't see the values of rows.")
                        .takes(Params.PIPELINE, TABLE, LIMIT, OFFSET, SORT_ORDER, FIELDS)
                        .gives(200, DlqRecordsResponse.class)
                        .fails(400, 404, 422)
                        .does(this::records),
                get(PATH + "/{full_table_name}", "Says how many dead letters a table has.")
                        .in(GROUP)
                        .takes(Params.PIPELINE, TABLE)
                        .gives(200, Shape.mapOf(DlqTableInfo.class))
                        .fails(404)
                        .does(this::show));
    }

    private Reply list(Call call) {
        PipelineState pipeline = pipelines.require(call.get(Params.PIPELINE));
        Map<String, DlqTableInfo> found = new LinkedHashMap<>();
        tables.list(pipeline).forEach((name, stream) -> {
            long count = tables.count(pipeline, stream);
            if (count > 0) {
                found.put(name, new DlqTableInfo(count));
            }
        });
        return Reply.ok(found);
    }

    private Reply show(Call call) {
        PipelineState pipeline = pipelines.require(call.get(Params.PIPELINE));
        DeadLetterTables.Table table = table(pipeline, call);
        return Reply.ok(Map.of(table.name(), new DlqTableInfo(tables.count(pipeline, table.stream()))));
    }

    private DeadLetterTables.Table table(PipelineState pipeline, Call call) {
        String name = call.get(TABLE);
        return tables.find(pipeline, name)
                .orElseThrow(() -> ApiException.notFound("the pipeline has no stream of a table called " + name));
    }

    private Reply records(Call call) {
        List<String> fields = call.get(FIELDS);
        Optional<String> unknown = fields.stream()
                .filter(field -> !DeadLetterView.FIELDS.contains(field))
                .findFirst();
        if (unknown.isPresent()) {
            throw new ApiException(400, "fields must be some of " + String.join(", ", DeadLetterView.FIELDS));
        }
        PipelineState pipeline = pipelines.require(call.get(Params.PIPELINE));
        DeadLetterTables.Table table = table(pipeline, call);
        Order order = call.get(SORT_ORDER) == SortOrder.ASC ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
        boolean rows = call.caller().role() == Access.ADMIN;
        List<Map<String, Object>> records = new ArrayList<>();
        for (DeadLetterRecord letter :
                tables.page(pipeline, table.stream(), order, call.get(OFFSET), call.get(LIMIT))) {
            records.add(DeadLetterView.of(letter, rows, fields));
        }
        return Reply.ok(new DlqRecordsResponse(records));
    }
}
