package dev.rdi.expression.sql;

/**
 * A piece of an expression on its way to SQLite, with the place in the user's text that it came from.
 *
 * <p>Immutable.
 */
sealed interface Part {

    int offset();

    /** What the user wrote. */
    String written();

    /** Text that SQLite gets as it is. */
    record Fixed(String sql, String written, int offset) implements Part {}

    /**
     * A value that becomes a parameter.
     *
     * @param nested whether it stands in a sub-select, where a name may also be one of the sub-select's own
     * @param sql how SQLite would read the name there
     */
    record Reference(Slot slot, boolean nested, String sql, String written, int offset) implements Part {}
}
