package dev.rdi.redis.reset;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;

/**
 * Something that is gone and that only a reset brings back.
 *
 * <p>Immutable.
 *
 * @param target the target that is concerned; empty if it is the RDI database
 */
public record Loss(Kind kind, String target) {

    /** What can get lost. */
    public enum Kind {
        TARGET_WIPED("target.wiped"),
        TARGET_RESTORED("target.restored"),
        RDI_WIPED("rdi.wiped"),
        SWEEP_ABANDONED("reset.sweep-abandoned");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** A loss of the RDI database. */
    public static Loss of(Kind kind) {
        return new Loss(kind, "");
    }

    String field() {
        return kind.name() + " " + target;
    }

    static Loss parse(String field) {
        int space = field.indexOf(' ');
        return new Loss(Kind.valueOf(field.substring(0, space)), field.substring(space + 1));
    }

    /** The loss in words, for a pipeline. */
    public RdiException describe(String pipeline) {
        String reset = "redis-di reset --pipeline " + pipeline + " --rdi URL";
        return switch (kind) {
            case TARGET_WIPED ->
                problem(
                        "the target " + target
                                + " was emptied, or lost its data in a restart; changes are still written",
                        reset + " reads the tables anew; look at who empties the target, and at its persistence");
            case TARGET_RESTORED ->
                problem(
                        "the target " + target + " holds older data than was written: an old backup was restored, or it"
                                + " lost its last writes; changes are still written",
                        reset + " reads the tables anew and removes what no longer belongs there");
            case RDI_WIPED ->
                problem(
                        "the RDI database was emptied: changes that waited in it are lost",
                        "nothing: a reset runs by itself, which reads the tables anew and removes what no longer belongs"
                                + " at the target; look at who empties the RDI database, and at its persistence");
            case SWEEP_ABANDONED ->
                problem(
                        "the RDI database is too full to note which keys are written: rows that were deleted in a time"
                                + " whose changes are lost stay at the target",
                        "give it more memory, then " + reset);
        };
    }

    private RdiException problem(String what, String cure) {
        return new RdiException(ErrorKind.TRANSIENT, kind.code(), what, cure);
    }
}
