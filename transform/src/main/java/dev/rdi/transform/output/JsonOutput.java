package dev.rdi.transform.output;

import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.model.TargetWrite.PutJsonFields;
import dev.rdi.model.TargetWrite.RemoveParent;
import dev.rdi.transform.output.Placement.Place;
import dev.rdi.transform.output.Placement.Placed;
import dev.rdi.transform.record.JobRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row as a JSON document, exactly or merged into what is there. If other tables nest their rows into the
 * document, it is theirs too: a write leaves their maps alone, and a delete takes the row's own fields only (edge case
 * P47).
 *
 * <p>Thread-safe.
 */
public final class JsonOutput implements Output {

    /** What a write does with fields of the document that the record doesn't have. */
    public enum Strategy {
        /** They go; a null is kept as null. */
        REPLACE,
        /** They stay; a null removes its field. The target's own command merges. */
        MERGE,
        /** As {@link #MERGE}, for targets without the command for it. */
        MERGE_BY_SCRIPT
    }

    private static final String NAME = "output json";
    private static final String TYPE = "json";

    private final String target;
    private final PlacedRows rows;
    private final Mapping mapping;
    private final Strategy strategy;
    private final byte[][][] maps;
    private final List<String> mapNames;

    /**
     * Makes the output.
     *
     * @param nested the paths of the maps that other tables nest into the documents, outermost name first; a field of
     *     the row that is named as the first name of one isn't written
     * @param ownsItsKeys as in {@link HashOutput}
     */
    public JsonOutput(
            String target,
            KeySource key,
            Expire expire,
            Mapping mapping,
            Strategy strategy,
            List<List<String>> nested,
            Predicate<TableId> ownsItsKeys) {
        this.target = target;
        this.mapping = mapping;
        this.strategy = strategy;
        this.maps = nested.stream().map(JsonOutput::bytes).toArray(byte[][][]::new);
        this.mapNames = nested.stream().map(path -> path.get(0)).distinct().toList();
        Truncation truncation =
                nested.isEmpty() ? new Truncation(NAME, "ReJSON-RL", ownsItsKeys) : Truncation.onlyWarning(NAME);
        this.rows = new PlacedRows(TYPE, key, null, expire, truncation, this::remove);
    }

    static byte[][] bytes(List<String> names) {
        return names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
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
        return rows.apply(record, previous, (placed, expiry) -> put(record, previous, placed, expiry));
    }

    private TargetWrite remove(Place place) {
        return maps.length == 0 ? new DeleteKey(place.key(), TYPE) : new RemoveParent(place.key(), maps);
    }

    private TargetWrite put(JobRecord record, @Nullable JobRecord previous, Placed placed, Expiry expiry) {
        byte[] key = placed.now().key();
        Completion content =
                Completion.of(record, previous, mapping, placed.holds()).without(mapNames);
        if (strategy != Strategy.REPLACE) {
            return JsonMerge.into(key, content.fields(), strategy == Strategy.MERGE, expiry);
        }
        if (mapNames.isEmpty() && content.kept().isEmpty()) {
            return new PutJson(key, JsonText.of(content.fields()), expiry);
        }
        List<String> kept = new ArrayList<>(content.kept());
        kept.addAll(mapNames);
        return new PutJsonFields(key, fields(content.fields()), bytes(kept), expiry);
    }

    private static byte[][] fields(Map<String, @Nullable Object> content) {
        List<byte[]> fields = new ArrayList<>();
        content.forEach((name, value) -> {
            JsonMerge.requireReachable(name);
            fields.add(name.getBytes(StandardCharsets.UTF_8));
            fields.add(JsonText.of(value));
        });
        return fields.toArray(byte[][]::new);
    }
}
