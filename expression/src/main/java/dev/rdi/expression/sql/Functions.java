package dev.rdi.expression.sql;

import dev.rdi.expression.InvalidExpressionException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The functions that SQLite has, as it lists them itself, without those that have no place in an expression.
 *
 * <p>Immutable.
 */
final class Functions {

    /**
     * They reach outside of the expression, work inside a full-text or a spatial table only, or, being the driver's and
     * not SQLite's, make values without SQLite's limit.
     */
    private static final Set<String> REFUSED = Set.of(
            "load_extension",
            "readfile",
            "writefile",
            "edit",
            "fsdir",
            "sqlite_log",
            "bm25",
            "highlight",
            "match",
            "matchinfo",
            "offsets",
            "optimize",
            "snippet",
            "subtype",
            "replicate",
            "padc",
            "padl",
            "padr");

    private static final List<String> REFUSED_PREFIXES = List.of("fts3", "fts5", "rtree", "pragma_");

    /** One way to call a function; {@code arguments} as in SQLite: below -1 at least the number below -2. */
    record Signature(boolean aggregate, int arguments) {

        boolean accepts(int count) {
            return arguments == count || arguments == -1 || (arguments < -1 && count >= -2 - arguments);
        }

        private String described() {
            return arguments >= 0 ? String.valueOf(arguments) : Math.max(0, -2 - arguments) + " or more";
        }
    }

    private final Map<String, List<Signature>> signatures;

    Functions(Map<String, List<Signature>> signatures) {
        this.signatures = new HashMap<>(signatures);
        this.signatures.keySet().removeIf(Functions::isRefused);
    }

    static boolean isRefused(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return REFUSED.contains(lower) || REFUSED_PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /** Checks a call that is evaluated for the record itself, not inside a sub-select. */
    void check(Token name, int arguments) throws InvalidExpressionException {
        List<Signature> known = signatures.get(name.value().toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new InvalidExpressionException(
                    "there is no function '" + name.value() + "'", hint(name.value()), name.offset());
        }
        List<Signature> fitting =
                known.stream().filter(signature -> signature.accepts(arguments)).toList();
        if (fitting.isEmpty()) {
            throw new InvalidExpressionException(
                    name.value() + " doesn't take " + counted(arguments),
                    "it takes " + described(known),
                    name.offset());
        }
        boolean exactAggregate = fitting.stream().anyMatch(s -> s.aggregate() && s.arguments() == arguments);
        if (exactAggregate || fitting.stream().allMatch(Signature::aggregate)) {
            throw aggregate(name);
        }
    }

    static InvalidExpressionException aggregate(Token name) {
        return new InvalidExpressionException(
                name.value() + " works on many rows, but a row is evaluated alone",
                "use it inside a sub-select, for example over json_each of an array",
                name.offset());
    }

    private static String counted(int arguments) {
        return arguments == 1 ? "1 argument" : arguments + " arguments";
    }

    private static String described(List<Signature> known) {
        String counts =
                known.stream().map(Signature::described).distinct().sorted().collect(Collectors.joining(" or "));
        return counts.equals("1") ? "1 argument" : counts + " arguments";
    }

    /** What to write in place of an unknown function. */
    String hint(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, lower.length() / 4);
        return new TreeSet<>(signatures.keySet())
                .stream()
                        .filter(known -> distance(known, lower) <= allowed)
                        .min((a, b) -> distance(a, lower) - distance(b, lower))
                        .map(known -> "did you mean '" + known + "'?")
                        .orElse("use a function of SQLite");
    }

    /** The number of letters to change, insert, remove or swap between two names. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        Arrays.setAll(steps[0], j -> j);
        for (int i = 1; i <= from.length(); i++) {
            steps[i][0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[from.length()][to.length()];
    }
}
