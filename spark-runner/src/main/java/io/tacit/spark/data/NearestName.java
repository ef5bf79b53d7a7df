package io.tacit.spark.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Guesses what a misspelt name was meant to be. */
final class NearestName {
    private static final int GUESSES = 3;
    private static final int SHOWN = 20;

    private NearestName() {}

    /** "did you mean 'delay'?", or the names there are. */
    static String advice(String name, List<String> present) {
        int nearest =
                present.stream().mapToInt(other -> distance(name, other)).min().orElse(Integer.MAX_VALUE);
        List<String> near = nearest > Math.max(1, name.length() / 3)
                ? List.of()
                : present.stream()
                        .filter(other -> distance(name, other) == nearest)
                        .limit(GUESSES)
                        .toList();
        return near.isEmpty()
                ? "it has " + quoted(present.subList(0, Math.min(SHOWN, present.size())), ", ")
                        + (present.size() > SHOWN ? " and " + (present.size() - SHOWN) + " more" : "")
                : "did you mean " + quoted(near, " or ") + "?";
    }

    private static String quoted(List<String> names, String separator) {
        return names.isEmpty()
                ? "no columns"
                : names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(separator));
    }

    /** Edits (insert, delete, replace a letter) between two names, capitals aside (Levenshtein 1965). */
    static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
