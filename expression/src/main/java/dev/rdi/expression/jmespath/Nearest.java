package dev.rdi.expression.jmespath;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt one was meant to be. Stateless. */
final class Nearest {

    private static final int FARTHEST = 3;

    private Nearest() {}

    static Optional<String> to(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int limit = Math.min(FARTHEST, Math.max(1, wanted.length() / 2));
        return known.stream()
                .filter(candidate -> distance(wanted, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)));
    }

    /** How many letters to add, drop, change or swap with their neighbours. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(rows, i, j, a, b);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, int i, int j, String a, String b) {
        char letter = a.charAt(i - 1);
        int changed = rows[i - 1][j - 1] + (letter == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean isSwapped = i > 1 && j > 1 && letter == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
