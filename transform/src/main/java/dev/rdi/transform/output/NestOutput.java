package dev.rdi.transform.output;

import dev.rdi.expression.FieldPath;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.EditJson;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.JsonEdit;
import dev.rdi.model.TargetWrite.RemoveNested;
import dev.rdi.transform.output.Placement.Place;
import dev.rdi.transform.output.Placement.Placed;
import dev.rdi.transform.record.JobRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row as an entry of a map inside the JSON document of its parent row. The document is made if the parent
 * isn't there yet, and goes with the last of parent and children (edge case P47). A row that changes its parent leaves
 * the old one (R8); one whose parent is null is nowhere.
 *
 * <p>Thread-safe.
 */
public final class NestOutput implements Output {

    private static final String NAME = "output json nest";

    private final String target;
    private final Argument parentKey;
    private final PlacedRows rows;
    private final byte[][] path;
    private final byte[][][] maps;
    private final Mapping mapping;

    /**
     * Makes the output.
     *
     * @param parentPrefix what the keys of the parents begin with, for example {@code Invoice:InvoiceId:}
     * @param parentKey the field of the payload that names the parent, RDI's {@code child_key}
     * @param nestingKey the field of the payload that names the entry
     * @param path the names that lead to the map, outermost first
     * @param maps the paths of all maps that the pipeline nests into these documents, {@code path} among them
     */
    public NestOutput(
            String target,
            String parentPrefix,
            FieldPath parentKey,
            FieldPath nestingKey,
            List<String> path,
            List<List<String>> maps,
            Expire expire,
            Mapping mapping) {
        this.target = target;
        this.parentKey = new Argument("parent key", parentKey);
        this.path = JsonOutput.bytes(path);
        this.maps = maps.stream().map(JsonOutput::bytes).toArray(byte[][][]::new);
        this.mapping = mapping;
        this.rows = new PlacedRows(
                "json",
                KeySource.ofParent(parentPrefix, this.parentKey),
                new Argument("nesting_key", nestingKey),
                expire,
                Truncation.onlyWarning(NAME),
                this::remove);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public boolean hasComputedPlace() {
        return rows.hasComputedPlace();
    }

    @Override
    public boolean canMove(TableSchema schema) {
        return rows.canMove(schema);
    }

    @Override
    public List<TargetWrite> apply(JobRecord record, @Nullable JobRecord previous) {
        if (isOfRow(record) && parentKey.in(record) == null) {
            return previous != null && parentKey.in(previous) != null ? rows.leave(previous) : List.of();
        }
        return rows.apply(record, previous, (placed, expiry) -> put(record, previous, placed, expiry));
    }

    private static boolean isOfRow(JobRecord record) {
        return switch (record.opcode()) {
            case CREATE, READ, UPDATE, DELETE -> true;
            case TRUNCATE, MESSAGE -> false;
        };
    }

    private TargetWrite remove(Place place) {
        return new RemoveNested(place.key(), path, place.member(), maps);
    }

    private TargetWrite put(JobRecord record, @Nullable JobRecord previous, Placed placed, Expiry expiry) {
        Completion content = Completion.of(record, previous, mapping, placed.holds());
        List<JsonEdit> edits = new ArrayList<>();
        for (int depth = 0; depth <= path.length; depth++) {
            edits.add(new JsonEdit.MakeObject(Arrays.copyOf(path, depth)));
        }
        byte[][] entry = JsonMerge.below(path, new String(placed.now().member(), StandardCharsets.UTF_8));
        if (content.kept().isEmpty()) {
            edits.add(new JsonEdit.Put(entry, JsonText.withoutNulls(content.fields())));
        } else {
            edits.add(new JsonEdit.MakeObject(entry));
            content.fields().forEach((name, value) -> edits.add(edit(JsonMerge.below(entry, name), value)));
        }
        return new EditJson(placed.now().key(), edits, expiry);
    }

    private static JsonEdit edit(byte[][] place, @Nullable Object value) {
        if (value == null) {
            return new JsonEdit.Remove(place);
        }
        return new JsonEdit.Put(
                place, value instanceof Map<?, ?> map ? JsonText.withoutNulls(map) : JsonText.of(value));
    }
}
