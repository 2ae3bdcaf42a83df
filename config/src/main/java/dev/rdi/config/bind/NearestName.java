package dev.rdi.config.bind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that a person most likely meant.
 *
 * <p>Immutable; it has no state.
 */
public final class NearestName {
    private NearestName() {}

    /** The known name that is nearest to a mistyped one; empty if none is near. */
    public static Optional<String> of(String typed, Collection<String> known) {
        int allowed = Math.max(2, typed.length() / 3);
        return known.stream()
                .filter(name -> distance(normal(typed), normal(name)) <= allowed || contains(typed, name))
                .min(Comparator.comparingInt(name -> distance(normal(typed), normal(name))));
    }

    private static boolean contains(String typed, String name) {
        String a = normal(typed);
        String b = normal(name);
        return a.length() >= 4 && b.length() >= 4 && (a.startsWith(b) || b.startsWith(a));
    }

    /** Case, dashes and underscores are what people confuse most, so they cost nothing. */
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /** The number of single characters to insert, remove, replace or swap with their neighbour. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, 1 + cost[i - 2][j - 2]) : best;
    }
}
