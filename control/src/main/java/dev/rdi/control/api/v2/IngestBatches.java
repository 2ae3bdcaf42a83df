package dev.rdi.control.api.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.ErrorItem;
import dev.rdi.control.api.v2.IngestRequest.IngestColumn;
import dev.rdi.control.api.v2.IngestRequest.IngestEvent;
import dev.rdi.control.api.v2.IngestRequest.IngestTable;
import dev.rdi.redis.IngestStreams.Batch;
import dev.rdi.redis.IngestStreams.Schema;
import dev.rdi.redis.Keys;
import dev.rdi.source.Change;
import dev.rdi.source.ChangeEncoder;
import dev.rdi.source.InvalidChangeException;
import dev.rdi.source.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events of a request into entries for streams, or tells everything that is wrong with them: each problem with the
 * place of its event.
 *
 * <p>Confined to one thread, for one request.
 */
final class IngestBatches {

    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_PROBLEMS = 100;

    private final ChangeEncoder encoder;
    private final Instant now;
    private final Map<List<String>, Table> tables = new HashMap<>();
    private final List<ErrorItem> problems = new ArrayList<>();

    IngestBatches(String source, Keys keys, Instant now) {
        this.encoder = new ChangeEncoder(source, keys);
        this.now = now;
    }

    /**
     * The entries, in the order of the events.
     *
     * @throws ApiException 422 with each problem
     */
    List<Batch> of(List<IngestTable> declared, List<IngestEvent> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw ApiException.invalid("events", "events must be 1 to " + MAX_EVENTS);
        }
        for (int i = 0; i < declared.size(); i++) {
            declare("tables[" + i + "]", declared.get(i));
        }
        Map<String, Batch> batches = new LinkedHashMap<>();
        if (problems.isEmpty()) {
            for (int i = 0; i < events.size() && problems.size() < MAX_PROBLEMS; i++) {
                add(batches, "events[" + i + "]", events.get(i));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        return List.copyOf(batches.values());
    }

    private void declare(String path, IngestTable declared) {
        try {
            Table table = Table.named(declared.schema(), declared.table());
            for (IngestColumn column : declared.columns()) {
                table = column.key()
                        ? table.key(column.name(), column.type())
                        : table.column(column.name(), column.type());
            }
            if (tables.putIfAbsent(List.of(declared.schema(), declared.table()), table) != null) {
                problem(path, "the table is declared twice");
            }
        } catch (InvalidChangeException e) {
            problem(path + "." + e.where(), e.what());
        }
    }

    private void add(Map<String, Batch> batches, String path, IngestEvent event) {
        Table table = tables.get(List.of(event.schema(), event.table()));
        if (table == null) {
            problem(path + ".table", "tables has no such table");
            return;
        }
        try {
            List<byte[][]> entries = encoder.encode(change(table, event), now);
            ChangeEncoder.Shape shape = encoder.shape(table);
            Batch batch = batches.computeIfAbsent(shape.stream(), Batch::new);
            batch.schemas()
                    .add(new Schema(shape.fingerprint(), new String(shape.schemaJson(), StandardCharsets.UTF_8)));
            batch.entries().addAll(entries);
        } catch (InvalidChangeException e) {
            problem(path + "." + e.where(), e.what());
        }
    }

    private static Change change(Table table, IngestEvent event) {
        Map<String, @Nullable Object> before = row(event.before());
        Map<String, @Nullable Object> after = row(event.after());
        Change change = switch (event.op()) {
            case R -> Change.read(table, only(after, before, "after", "before"));
            case C -> Change.create(table, only(after, before, "after", "before"));
            case D -> Change.delete(table, only(before, after, "before", "after"));
            case U ->
                before == null
                        ? Change.update(table, required(after, "after"))
                        : Change.update(table, before, required(after, "after"));
            case T -> truncate(table, before, after);
        };
        Long millis = event.tsMs();
        if (millis != null) {
            change = change.at(Instant.ofEpochMilli(millis));
        }
        String position = event.position();
        return position == null ? change : change.from(position);
    }

    private static Change truncate(Table table, @Nullable Map<?, ?> before, @Nullable Map<?, ?> after) {
        if (before != null || after != null) {
            throw new InvalidChangeException("op", "a truncate has no rows");
        }
        return Change.truncate(table);
    }

    private static Map<String, @Nullable Object> only(
            @Nullable Map<String, @Nullable Object> row, @Nullable Map<?, ?> other, String name, String otherName) {
        if (other != null) {
            throw new InvalidChangeException(otherName, "this operation has none");
        }
        return required(row, name);
    }

    private static Map<String, @Nullable Object> required(@Nullable Map<String, @Nullable Object> row, String name) {
        if (row == null) {
            throw new InvalidChangeException(name, "this operation needs it");
        }
        return row;
    }

    private static @Nullable Map<String, @Nullable Object> row(@Nullable ObjectNode json) {
        if (json == null) {
            return null;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        json.properties().forEach(field -> row.put(field.getKey(), value(field.getValue())));
        return row;
    }

    private static @Nullable Object value(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() ? json.bigIntegerValue() : json.decimalValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json instanceof ObjectNode object) {
            return row(object);
        }
        if (json.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            json.forEach(element -> list.add(value(element)));
            return list;
        }
        return null;
    }

    private void problem(String path, String message) {
        problems.add(ErrorItem.ofRequest(path, path + ": " + message));
    }
}
