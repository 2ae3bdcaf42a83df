package dev.rdi.demo;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Compares the rows of a source with the hashes that a target holds.
 *
 * <p>Give it each table in turn and read the result at the end. Confined to one thread.
 */
public final class Comparison {
    private static final int BATCH = 500;
    private static final int SHOWN = 10;

    private final Function<List<String>, List<Map<String, String>>> hashes;
    private final List<String> differences = new ArrayList<>();
    private long equal;
    private long missing;
    private long different;
    private long surplus;

    /** @param hashes fetches the hash of each key, in the order of the keys; an empty map where there is none */
    public Comparison(Function<List<String>, List<Map<String, String>>> hashes) {
        this.hashes = hashes;
    }

    /**
     * What a comparison found. Immutable.
     *
     * @param surplus keys in the target without a row in the source
     * @param differences the first few, each a line of text
     */
    public record Result(long equal, long missing, long different, long surplus, List<String> differences) {
        public boolean isEqual() {
            return missing == 0 && different == 0 && surplus == 0;
        }

        /** One line, such as {@code 18,240 rows equal, 0 missing, 0 different}; surplus keys only where there are some. */
        public String text() {
            String text =
                    String.format(Locale.ROOT, "%,d rows equal, %,d missing, %,d different", equal, missing, different);
            return surplus == 0 ? text : text + String.format(Locale.ROOT, ", %,d surplus", surplus);
        }
    }

    /**
     * Compares one table.
     *
     * @param expected all rows of the table
     * @param keysInTarget how many keys of this table the target holds
     */
    public void compare(Iterator<ExpectedRow> expected, String table, long keysInTarget) {
        long found = equal + different;
        List<ExpectedRow> batch = new ArrayList<>(BATCH);
        while (expected.hasNext()) {
            batch.add(expected.next());
            if (batch.size() == BATCH || !expected.hasNext()) {
                compare(batch);
                batch.clear();
            }
        }
        long tooMany = keysInTarget - (equal + different - found);
        if (tooMany > 0) {
            surplus += tooMany;
            show("table %s: surplus keys, without a row: %d".formatted(table, tooMany));
        }
    }

    /** What was found in all tables so far. */
    public Result result() {
        return new Result(equal, missing, different, surplus, List.copyOf(differences));
    }

    private void compare(List<ExpectedRow> rows) {
        List<Map<String, String>> actual =
                hashes.apply(rows.stream().map(ExpectedRow::key).toList());
        if (actual.size() != rows.size()) {
            throw new IllegalStateException("%d hashes for %d keys".formatted(actual.size(), rows.size()));
        }
        for (int i = 0; i < rows.size(); i++) {
            compare(rows.get(i), actual.get(i));
        }
    }

    private void compare(ExpectedRow row, Map<String, String> actual) {
        if (actual.equals(row.fields())) {
            equal++;
        } else if (actual.isEmpty()) {
            missing++;
            show(row.key() + ": missing");
        } else {
            different++;
            show(row.key() + ": " + difference(row.fields(), actual));
        }
    }

    private static String difference(Map<String, String> expected, Map<String, String> actual) {
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        names.removeIf(name -> expected.containsKey(name) && expected.get(name).equals(actual.get(name)));
        String first = names.first();
        String more = names.size() == 1 ? "" : " (and %d more)".formatted(names.size() - 1);
        return first + " is " + shown(actual, first) + ", not " + shown(expected, first) + more;
    }

    private static String shown(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            return "absent";
        }
        return value.length() <= 80 ? "'" + value + "'" : "'" + value.substring(0, 80) + "…'";
    }

    private void show(String difference) {
        if (differences.size() < SHOWN) {
            differences.add(difference);
        }
    }
}
