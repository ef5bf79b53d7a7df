package io.tacit.spark.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The valid name that somebody may have meant, by the number of edits between the two. */
public final class Nearest {
    private Nearest() {}

    /** The nearest of {@code valid}, or nothing where all are further away than a typing mistake. */
    public static Optional<String> to(String name, Collection<String> valid) {
        return valid.stream()
                .filter(candidate ->
                        distance(plain(name), plain(candidate)) <= tolerated(plain(name), plain(candidate)))
                .min(Comparator.comparingInt((String candidate) -> distance(plain(name), plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Half of the letters at most: one letter is not another one mistyped. */
    private static int tolerated(String name, String candidate) {
        return Math.min(Math.max(2, name.length() / 3), Math.max(name.length(), candidate.length()) / 2);
    }

    /** {@code local_steps}, {@code local-steps} and {@code localSteps} are the same word. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Damerau and Levenshtein, restricted: insertion, deletion, substitution and swap of neighbours cost one each. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, d);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] d) {
        int substituted = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(substituted, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
