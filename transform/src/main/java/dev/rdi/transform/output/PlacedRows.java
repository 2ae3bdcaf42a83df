package dev.rdi.transform.output;

import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.transform.output.Placement.Place;
import dev.rdi.transform.output.Placement.Placed;
import dev.rdi.transform.record.JobRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way of a record through an output that gives each row a place: what lies at the old place goes if the row moved,
 * the place is emptied with the row, and the key goes when its time is over.
 *
 * <p>Thread-safe.
 */
final class PlacedRows {

    private final String type;
    private final KeySource key;
    private final boolean computed;
    private final Placement placement;
    private final Expire expire;
    private final Truncation truncation;
    private final Function<Place, TargetWrite> remove;

    /** Makes the write of a row that is there. */
    interface Put {
        TargetWrite of(Placed placed, Expiry expiry);
    }

    /**
     * Prepares the way.
     *
     * @param type what job files call the type of the keys
     * @param member what tells the rows of one key apart; null where each row has a key of its own
     * @param remove empties a place
     */
    PlacedRows(
            String type,
            KeySource key,
            @Nullable Argument member,
            Expire expire,
            Truncation truncation,
            Function<Place, TargetWrite> remove) {
        this.type = type;
        this.key = key;
        this.computed = member != null || !key.isDefault();
        this.placement = new Placement(key, member);
        this.expire = expire;
        this.truncation = truncation;
        this.remove = remove;
    }

    boolean hasComputedPlace() {
        return computed;
    }

    boolean canMove(TableSchema schema) {
        return placement.canMove(schema);
    }

    List<TargetWrite> apply(JobRecord record, @Nullable JobRecord previous, Put put) {
        return switch (record.opcode()) {
            case CREATE, READ, UPDATE -> put(record, previous, put);
            case DELETE -> {
                Placed placed = placement.of(record, previous);
                yield withoutOld(placed, remove.apply(placed.now()));
            }
            case TRUNCATE -> truncation.of(record.event(), key.isDefault());
            case MESSAGE -> List.of();
        };
    }

    /** Empties the place that a row had. */
    List<TargetWrite> leave(JobRecord previous) {
        return List.of(remove.apply(placement.of(previous)));
    }

    private List<TargetWrite> put(JobRecord record, @Nullable JobRecord previous, Put put) {
        Placed placed = placement.of(record, previous);
        Optional<Expiry> expiry = expire.of(record);
        return withoutOld(
                placed,
                expiry.isPresent()
                        ? put.of(placed, expiry.get())
                        : new DeleteKey(placed.now().key(), type));
    }

    private List<TargetWrite> withoutOld(Placed placed, TargetWrite write) {
        if (placed.old().isEmpty()) {
            return List.of(write);
        }
        List<TargetWrite> writes = new ArrayList<>();
        writes.add(remove.apply(placed.old().get()));
        writes.add(write);
        return writes;
    }
}
