package dev.rdi.expression.sql;

import dev.rdi.expression.sql.Part.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An expression of which every name is settled. A name in a sub-select is the sub-select's own, or, in {@code outer}, a
 * column of the one row around it, so that SQLite's rules of scope decide, or, in {@code bound}, a parameter wherever
 * it stands.
 *
 * <p>Immutable.
 */
record Template(Reading reading, Set<Column> outer, Set<Column> bound) {

    Template {
        outer = Set.copyOf(outer);
        bound = Set.copyOf(bound);
    }

    /** Nothing is settled yet but chains of names that are too long for SQLite (database, table, column). */
    static Template of(Reading reading) {
        Set<Column> bound = new HashSet<>(reading.nestedNames());
        bound.removeIf(name -> !name.isLongChain());
        return new Template(reading, Set.of(), bound);
    }

    /** Settles a name that SQLite did not find in a sub-select; the same template if that changes nothing. */
    Template with(String missing) {
        Set<Column> nowOuter = new HashSet<>(outer);
        Set<Column> nowBound = new HashSet<>(bound);
        for (Column name : reading.nestedNames()) {
            if (name.dotted().equals(missing)) {
                // Not found even in the row around: SQLite looks no further than the sub-select there.
                boolean bind = name.isChain() || nowOuter.remove(name) || bound.contains(name);
                (bind ? nowBound : nowOuter).add(name);
            }
        }
        return new Template(reading, nowOuter, nowBound);
    }

    /** SQLite ignores case, records don't: names that differ only in case are bound. */
    Template withoutCasePairs() {
        Set<Column> nowOuter = new HashSet<>(outer);
        Set<Column> nowBound = new HashSet<>(bound);
        for (Column name : outer) {
            boolean pair = reading.nestedNames().stream()
                    .anyMatch(other -> !other.equals(name) && other.dotted().equalsIgnoreCase(name.dotted()));
            if (pair) {
                nowOuter.remove(name);
                nowBound.add(name);
            }
        }
        return new Template(reading, nowOuter, nowBound);
    }

    /** The SQL of the expression's first parts, with parameters numbered by {@code slots}, which it adds to. */
    List<String> pieces(Map<Slot, Integer> slots) {
        List<String> pieces = new ArrayList<>();
        for (Part part : reading.parts()) {
            pieces.add(piece(part, slots));
        }
        return pieces;
    }

    private String piece(Part part, Map<Slot, Integer> slots) {
        if (part instanceof Reference reference) {
            boolean parameter = !reference.nested() || bound.contains(reference.slot());
            return parameter ? parameter(reference.slot(), slots) : reference.sql();
        }
        return ((Part.Fixed) part).sql();
    }

    private static String parameter(Slot slot, Map<Slot, Integer> slots) {
        slots.putIfAbsent(slot, slots.size() + 1);
        return "?" + slots.get(slot);
    }

    Query query() {
        Map<Slot, Integer> slots = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("SELECT (").append(body(slots)).append(')');
        if (!outer.isEmpty()) {
            List<String> columns = new ArrayList<>();
            for (Column column : outer) {
                columns.add(parameter(column, slots) + " AS " + Reader.quoted(column.dotted()));
            }
            sql.append(" FROM (SELECT ").append(String.join(", ", columns)).append(')');
        }
        return new Query(sql.toString(), new ArrayList<>(slots.keySet()), 1);
    }

    private String body(Map<Slot, Integer> slots) {
        return String.join(" ", pieces(slots));
    }

    /** Whether the expression can be evaluated in one statement with others. */
    boolean joins() {
        return outer.isEmpty();
    }

    /** One statement for several expressions that {@link #joins() join}; they share their parameters. */
    static Query joined(List<Template> templates) {
        Map<Slot, Integer> slots = new LinkedHashMap<>();
        List<String> columns = new ArrayList<>();
        for (Template template : templates) {
            columns.add("(" + template.body(slots) + ")");
        }
        String sql = "SELECT " + String.join(", ", columns);
        return new Query(sql, new ArrayList<>(slots.keySet()), templates.size());
    }

    /** The columns that the expression reads. */
    Set<Column> columns() {
        Set<Column> columns = new LinkedHashSet<>();
        for (Slot slot : query().slots()) {
            if (slot instanceof Column column) {
                columns.add(column);
            }
        }
        return columns;
    }

    boolean isVolatile() {
        return reading.usesRandom() || query().slots().contains(Slot.Now.NOW);
    }
}
