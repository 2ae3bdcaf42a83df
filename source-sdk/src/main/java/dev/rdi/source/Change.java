package dev.rdi.source;

import dev.rdi.model.Opcode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row. Rows are maps of columns to values: null is SQL NULL; a column that an update leaves out was not sent
 * and stays as it is at the target; a column that a new row leaves out is NULL.
 *
 * <p>Immutable as long as nobody changes the values.
 */
public final class Change {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Table table;
    private final Opcode opcode;
    private final @Nullable Map<String, ?> before;
    private final @Nullable Map<String, ?> after;
    private final @Nullable Instant time;
    private final String position;
    private final OptionalLong number;

    private Change(
            Table table,
            Opcode opcode,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after,
            @Nullable Instant time,
            String position,
            OptionalLong number) {
        this.table = table;
        this.opcode = opcode;
        this.before = before;
        this.after = after;
        this.time = time;
        this.position = position;
        this.number = number;
    }

    /** A row as the snapshot found it. */
    public static Change read(Table table, Map<String, ?> row) {
        return of(table, Opcode.READ, null, row);
    }

    /** A new row. */
    public static Change create(Table table, Map<String, ?> row) {
        return of(table, Opcode.CREATE, null, row);
    }

    /** A row that changed, of which nobody knows what it was. Its key is as it was. */
    public static Change update(Table table, Map<String, ?> after) {
        return of(table, Opcode.UPDATE, null, after);
    }

    /**
     * A row that changed, its key perhaps too.
     *
     * @param before what is known of it; the key at least
     */
    public static Change update(Table table, Map<String, ?> before, Map<String, ?> after) {
        return of(table, Opcode.UPDATE, before, after);
    }

    /**
     * A row that is gone.
     *
     * @param before what is known of it; the key at least
     */
    public static Change delete(Table table, Map<String, ?> before) {
        return of(table, Opcode.DELETE, before, null);
    }

    /** All rows of a table are gone. */
    public static Change truncate(Table table) {
        return of(table, Opcode.TRUNCATE, null, null);
    }

    private static Change of(
            Table table, Opcode opcode, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        return new Change(table, opcode, copy(before), copy(after), null, "", OptionalLong.empty());
    }

    private static @Nullable Map<String, ?> copy(@Nullable Map<String, ?> row) {
        return row == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(row));
    }

    /** The same with the time at which the source changed; else it is the time at which it is written. */
    public Change at(Instant moment) {
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new InvalidChangeException("time", "the time of a change lies between the years 0 and 9999");
        }
        return new Change(table, opcode, before, after, moment, position, number);
    }

    /** The same with a place in the source, for people: printable ASCII. */
    public Change from(String place) {
        if (!place.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new InvalidChangeException("position", "a position is printable ASCII");
        }
        return new Change(table, opcode, before, after, time, place, number);
    }

    /**
     * The same with a number, which has to grow from change to change of a table and to be the same when the change is written
     * again. What was appended with a number that is as high is left out then, so that nothing is in the stream twice. Number
     * all changes of a table, or none. Rows of a snapshot are appended whatever their number is.
     */
    public Change numbered(long changeNumber) {
        return new Change(table, opcode, before, after, time, position, OptionalLong.of(changeNumber));
    }

    public Table table() {
        return table;
    }

    public Opcode opcode() {
        return opcode;
    }

    @Nullable
    Map<String, ?> before() {
        return before;
    }

    @Nullable
    Map<String, ?> after() {
        return after;
    }

    Instant timeOr(Instant now) {
        return time == null ? now : time;
    }

    String position() {
        return position;
    }

    OptionalLong number() {
        return number;
    }

    /** Without the row: that is data of users and stays out of logs. */
    @Override
    public String toString() {
        return opcode + " " + table;
    }
}
