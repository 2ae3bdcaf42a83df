package dev.rdi.cli.dlq;

import java.util.Locale;

/** Which records come first. Immutable. */
enum SortOrder {
    /** The oldest. */
    ASC,
    /** The newest. */
    DESC;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
