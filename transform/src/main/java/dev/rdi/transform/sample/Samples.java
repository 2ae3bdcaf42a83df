package dev.rdi.transform.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.rdi.expression.JsonValues;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.TableId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads sample records: a JSON array or JSON lines of plain rows or of change events. A plain row is an insert into
 * the first table; its key is the column {@code id}, if it has one.
 *
 * <p>Immutable.
 *
 * @param tables what the jobs are for: the first is the table of plain rows, and an event that names only its table
 *     gets its other names from here
 */
public record Samples(List<TableId> tables) {

    private static final JsonFactory JSON = new JsonFactory();

    public Samples {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("plain rows need a table");
        }
        tables = List.copyOf(tables);
    }

    /** Samples of one table, whose other names don't matter. */
    public Samples(String table) {
        this(List.of(named(table)));
    }

    /** A table with names that stand for any. */
    public static TableId named(String table) {
        return new TableId("server", "db", "public", table);
    }

    /** Reads all records of a text. What one tells of its table's columns, such as their types, holds for all. */
    public List<ChangeEvent> read(String text) throws SampleException {
        Map<TableId, SampleColumns> columns = new HashMap<>();
        List<SampleEvent> samples = samples(text);
        for (SampleEvent sample : samples) {
            sample.describe(columns.computeIfAbsent(sample.tableId(), table -> new SampleColumns()));
        }
        List<ChangeEvent> events = new ArrayList<>();
        for (SampleEvent sample : samples) {
            events.add(sample.toEvent(columns.getOrDefault(sample.tableId(), new SampleColumns())));
        }
        return events;
    }

    private List<SampleEvent> samples(String text) throws SampleException {
        List<SampleEvent> samples = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = json.nextToken();
            }
            while (token != null && token != JsonToken.END_ARRAY) {
                samples.add(sample(json, samples.size() + 1));
                token = json.nextToken();
            }
        } catch (JsonProcessingException e) {
            throw new SampleException(
                    "the input is not JSON, at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    "give a JSON array of records, or one record on each line");
        } catch (IOException e) {
            throw new IllegalStateException(e); // A text in memory doesn't fail.
        }
        return samples;
    }

    private SampleEvent sample(JsonParser json, int number) throws IOException, SampleException {
        if (!(JsonValues.value(json) instanceof Map<?, ?> fields)) {
            throw new SampleException("record " + number + " is not an object", "write {\"column\": value, …}");
        }
        return new SampleEvent(fields, number, tables);
    }
}
