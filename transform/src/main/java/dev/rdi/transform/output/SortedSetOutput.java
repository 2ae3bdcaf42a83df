package dev.rdi.transform.output;

import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Values;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutScore;
import dev.rdi.model.TargetWrite.RemoveScore;
import dev.rdi.transform.output.Placement.Placed;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one field of a row as a member of a sorted set, with another one as its score.
 *
 * <p>Thread-safe.
 */
public final class SortedSetOutput implements Output {

    private static final String NAME = "output sorted_set";
    /** The longest plain notation of a double has about 1,100 characters. */
    private static final int LONGEST_TEXT = 1200;

    private final String target;
    private final PlacedRows rows;
    private final Argument score;

    /**
     * Makes the output.
     *
     * @param member the field of the payload that is the member
     * @param score the field of the payload that is the score
     */
    public SortedSetOutput(String target, KeySource key, Expire expire, FieldPath member, FieldPath score) {
        this.target = target;
        this.rows = new PlacedRows(
                "sorted_set",
                key,
                new Argument("member", member),
                expire,
                Truncation.onlyWarning(NAME),
                place -> new RemoveScore(place.key(), place.member()));
        this.score = new Argument("score", score);
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
        return rows.apply(record, previous, (placed, expiry) -> put(record, placed, expiry));
    }

    private TargetWrite put(JobRecord record, Placed placed, Expiry expiry) {
        String number = number(score.text(record));
        return new PutScore(
                placed.now().key(), placed.now().member(), number.getBytes(StandardCharsets.US_ASCII), expiry);
    }

    /** Redis keeps scores as doubles, infinities among them. */
    private String number(String text) {
        if (text.equals("Infinity")) {
            return "+inf";
        }
        if (text.equals("-Infinity")) {
            return "-inf";
        }
        try {
            if (text.length() <= LONGEST_TEXT) {
                BigDecimal number = new BigDecimal(text.strip());
                double rounded = number.doubleValue();
                if (Double.isFinite(rounded)) {
                    return Math.abs((long) number.scale()) > LONGEST_TEXT
                            ? Values.plain(rounded)
                            : number.toPlainString();
                }
            }
        } catch (NumberFormatException e) {
            // Rejected below.
        }
        throw new RejectedException(
                "record.score-not-numeric", score + " is no number that Redis can keep: choose a numeric column");
    }
}
