package dev.rdi.expression.sql;

import dev.rdi.expression.sql.Part.Reference;
import java.util.List;
import java.util.Optional;

/**
 * An expression as it was read: its parts, in which columns are told from everything else.
 *
 * <p>Immutable.
 */
record Reading(String text, List<Part> parts, boolean usesRandom) {

    Reading {
        parts = List.copyOf(parts);
    }

    /** The column, if the expression is nothing but one. */
    Optional<Column> bareColumn() {
        int first = 0;
        int last = parts.size() - 1;
        while (first < last
                && parts.get(first) instanceof Part.Fixed open
                && open.sql().equals("(")) {
            if (!(parts.get(last) instanceof Part.Fixed close) || !close.sql().equals(")")) {
                return Optional.empty();
            }
            first++;
            last--;
        }
        boolean bare = first == last && parts.get(first) instanceof Reference reference && !reference.nested();
        return bare && ((Reference) parts.get(first)).slot() instanceof Column column
                ? Optional.of(column)
                : Optional.empty();
    }

    /** The names that stand in sub-selects. */
    List<Column> nestedNames() {
        return parts.stream()
                .filter(part -> part instanceof Reference reference && reference.nested())
                .map(part -> (Column) ((Reference) part).slot())
                .distinct()
                .toList();
    }
}
