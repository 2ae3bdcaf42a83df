package dev.rdi.transform.output;

import dev.rdi.expression.Constant;
import dev.rdi.expression.Expression;
import dev.rdi.expression.Values;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code expire} of an output: how many seconds a key lives from its last write on.
 *
 * <p>Immutable.
 */
public final class Expire {

    /** No {@code expire} is configured. */
    public static final Expire NONE = new Expire(null);

    /**
     * What anything longer counts as, about 285,000 years. Redis refuses times whose milliseconds since 1970 don't fit
     * into 64 bits.
     */
    static final long LONGEST = 9_000_000_000_000L;

    private static final BigDecimal LIMIT = BigDecimal.valueOf(LONGEST);
    private static final int LONGEST_TEXT = 64;

    private final @Nullable Expression seconds;

    private Expire(@Nullable Expression seconds) {
        this.seconds = seconds;
    }

    /** The same for all records. */
    public static Expire after(long seconds) {
        return new Expire(new Constant(seconds));
    }

    /** Seconds as an expression gives them; null for a key that stays. */
    public static Expire computed(Expression seconds) {
        return new Expire(seconds);
    }

    boolean isNone() {
        return seconds == null;
    }

    /**
     * What becomes of the key's time to live; nothing if its time is over already, so that the key has to go.
     *
     * @throws RejectedException if the result isn't a number
     */
    Optional<Expiry> of(JobRecord record) {
        if (seconds == null) {
            return Optional.of(Expiry.UNCHANGED);
        }
        Object value = record.evaluate(seconds);
        Texts.requireSent(value, "expire");
        if (value == null) {
            return Optional.of(Expiry.NEVER);
        }
        BigDecimal number = number(Values.decoded(value));
        if (number.compareTo(BigDecimal.ONE) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Expiry(number.compareTo(LIMIT) >= 0 ? LONGEST : number.longValue()));
    }

    private static BigDecimal number(@Nullable Object value) {
        if (value instanceof Number || (value instanceof String text && text.length() <= LONGEST_TEXT)) {
            try {
                return new BigDecimal(value.toString().strip());
            } catch (NumberFormatException e) {
                // Rejected below.
            }
        }
        throw new RejectedException(
                "record.expire-not-numeric",
                "expire gives " + Values.typeName(value)
                        + " that is no number of seconds: let it give a number, or null" + " for a key that stays");
    }
}
