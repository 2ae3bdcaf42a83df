package dev.rdi.collector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the tables that the configuration names among those that exist, and says which can't be captured and why.
 *
 * <p>Immutable.
 *
 * @param tables the tables to capture
 * @param findings what is wrong with the selection or with a table
 */
record TableSelection(List<CapturedTable> tables, List<Finding> findings) {

    static TableSelection of(SourceSettings settings, List<CapturedTable> existing) {
        TreeMap<String, CapturedTable> chosen = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        if (settings.tables().isEmpty()) {
            existing.stream()
                    .filter(table ->
                            settings.schemas().isEmpty() || settings.schemas().contains(table.schema()))
                    .forEach(table -> chosen.put(table.qualifiedName(), table));
        }
        for (TableSettings wanted : settings.tables()) {
            choose(settings, existing, wanted, findings).ifPresent(table -> chosen.put(table.qualifiedName(), table));
        }
        chosen.values().forEach(table -> TableChecks.check(settings, table, findings));
        if (chosen.isEmpty() && findings.isEmpty()) {
            findings.add(Finding.error(
                    "source.no-tables",
                    "The source " + settings.place() + " has no table to capture"
                            + (settings.schemas().isEmpty() ? "" : " in " + settings.schemas()),
                    "Name tables in sources.<name>.tables, or other schemas."));
        }
        return new TableSelection(List.copyOf(chosen.values()), List.copyOf(findings));
    }

    private static Optional<CapturedTable> choose(
            SourceSettings settings, List<CapturedTable> existing, TableSettings wanted, List<Finding> findings) {
        List<CapturedTable> matches = existing.stream()
                .filter(table -> table.qualifiedName().equals(wanted.name())
                        || (table.name().equals(wanted.name()) && isInSchemas(settings, table)))
                .toList();
        if (matches.size() == 1) {
            return Optional.of(matches.get(0).withSettings(wanted));
        }
        findings.add(matches.isEmpty() ? missing(wanted, existing) : ambiguous(wanted, matches));
        return Optional.empty();
    }

    private static boolean isInSchemas(SourceSettings settings, CapturedTable table) {
        return settings.schemas().isEmpty() || settings.schemas().contains(table.schema());
    }

    private static Finding missing(TableSettings wanted, List<CapturedTable> existing) {
        List<String> names = existing.stream()
                .map(wanted.name().contains(".") ? CapturedTable::qualifiedName : CapturedTable::name)
                .toList();
        return Finding.error(
                "source.table-missing",
                "The source has no table " + wanted.name(),
                nearest(wanted.name(), names)
                        .map(name -> "Did you mean " + name + "?")
                        .orElse("Correct sources.<name>.tables, or create the table."));
    }

    private static Finding ambiguous(TableSettings wanted, List<CapturedTable> matches) {
        String names = matches.stream().map(CapturedTable::qualifiedName).collect(Collectors.joining(", "));
        return Finding.error(
                "source.table-ambiguous",
                "Several tables are called " + wanted.name() + ": " + names,
                "Write the schema too, for example " + matches.get(0).qualifiedName() + ".");
    }

    /** The name that differs least, if it differs in no more than a third of its letters. */
    static Optional<String> nearest(String wanted, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .filter(name -> distance(wanted, name) <= Math.max(2, wanted.length() / 3));
    }

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
