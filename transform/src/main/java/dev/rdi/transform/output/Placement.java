package dev.rdi.transform.output;

import dev.rdi.model.Opcode;
import dev.rdi.model.TableSchema;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an output puts a row: a key and, for data types that hold several rows, a name inside of it. Knows when an
 * update moves the row, and when what lies at its place is certainly the row before the update.
 *
 * <p>Thread-safe.
 */
final class Placement {

    private final KeySource key;
    private final @Nullable Argument member;

    Placement(KeySource key, @Nullable Argument member) {
        this.key = key;
        this.member = member;
    }

    /** A place; {@code member} is empty where the whole key is the row's. */
    record Place(byte[] key, byte[] member) {
        boolean isSame(Place other) {
            return Arrays.equals(key, other.key) && Arrays.equals(member, other.member);
        }
    }

    /**
     * A record's place.
     *
     * @param old the place before the update, if the row moved away from it
     * @param holds whether the target holds the row at {@code now} already
     */
    record Placed(Place now, Optional<Place> old, boolean holds) {}

    boolean canMove(TableSchema schema) {
        return key.canMove(schema) || (member != null && member.canMove(schema));
    }

    Place of(JobRecord record) {
        byte[] name = member == null ? new byte[0] : member.text(record).getBytes(StandardCharsets.UTF_8);
        return new Place(key.of(record), name);
    }

    /** The place of a record and, for an update, where it was before. */
    Placed of(JobRecord record, @Nullable JobRecord previous) {
        Place now = of(record);
        if (record.event().opcode() != Opcode.UPDATE) {
            return new Placed(now, Optional.empty(), false);
        }
        if (previous == null) {
            return new Placed(now, Optional.empty(), record.isHeldAtTarget() && isFixed(record));
        }
        Optional<Place> before = before(previous);
        boolean same = before.isPresent() && before.get().isSame(now);
        return new Placed(now, same ? Optional.empty() : before, same && record.isHeldAtTarget());
    }

    /** A row without a place wasn't written. */
    private Optional<Place> before(JobRecord previous) {
        try {
            return Optional.of(of(previous));
        } catch (RejectedException e) {
            if (e.code().equals(RejectedException.UNAVAILABLE)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private boolean isFixed(JobRecord record) {
        return key.isFixed(record) && (member == null || member.isFixed(record));
    }
}
