package dev.rdi.e2e.torture;

import java.util.List;
import java.util.function.Supplier;

/**
 * Something that goes wrong.
 *
 * @param text what it is, for the report
 * @param order its place in the report
 * @param begin lets it begin
 */
record Misfortune(String text, int order, Supplier<Ongoing> begin) {

    /** Says what goes wrong, round by round. */
    interface Source {
        /** What goes wrong together in the next round. */
        List<Misfortune> next();
    }
}
