package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.report.ReportData.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What axes call the columns of a page: whole where that is short, else cut, and no two columns alike.
 *
 * <p>A long label loses its middle. Those that would then be the same keep the part in which they differ; where that is
 * too long or in several places, they begin with the number of the column, and {@link #legend} says which that is.
 */
record ColumnLabels(Map<Column, String> shown, Map<Integer, Column> numbered) {
    /** What fits at the shortest of the axes. */
    private static final int MOST = 30;

    /** Of a label that is cut about the place where it differs: its beginning. */
    private static final int HEAD = 8;

    /** Letters before the first one that differs. */
    private static final int CONTEXT = 8;

    private static final String CUT = "…";

    static ColumnLabels of(List<Column> columns) {
        List<Column> all = columns.stream().distinct().toList();
        Map<Column, String> shown = new LinkedHashMap<>();
        all.forEach(column -> shown.put(column, Fitted.toLetters(MOST, column.label())));
        for (List<Column> group : alike(shown)) {
            int same = samePrefix(group);
            group.forEach(column -> shown.put(column, about(same, column.label())));
        }
        Map<Integer, Column> numbered = new TreeMap<>();
        for (List<Column> group : alike(shown)) {
            for (Column column : group) {
                int number = all.indexOf(column) + 1;
                String prefix = number + ": ";
                numbered.put(number, column);
                shown.put(column, prefix + Fitted.toLetters(MOST - prefix.length(), column.label()));
            }
        }
        return new ColumnLabels(shown, numbered);
    }

    String of(Column column) {
        return shown.getOrDefault(column, column.label());
    }

    /** The whole names of columns that are told apart by number only; empty where there are none. */
    String legend() {
        return numbered.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().label())
                .collect(Collectors.joining("; "));
    }

    /** Columns of which others are shown in the same way. */
    private static List<List<Column>> alike(Map<Column, String> shown) {
        Map<String, List<Column>> groups = new LinkedHashMap<>();
        shown.forEach((column, text) ->
                groups.computeIfAbsent(text, key -> new ArrayList<>()).add(column));
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }

    private static int samePrefix(List<Column> group) {
        int[] first = group.get(0).label().codePoints().toArray();
        return group.stream()
                .map(column -> column.label().codePoints().toArray())
                .map(other -> Arrays.mismatch(first, other))
                .filter(place -> place >= 0)
                .min(Integer::compare)
                .orElse(first.length);
    }

    /** The beginning, and what lies about the letter at {@code place}. */
    private static String about(int place, String label) {
        int[] letters = label.codePoints().toArray();
        int room = MOST - HEAD - 2 * CUT.length();
        int from = Math.max(HEAD, Math.min(place - CONTEXT, letters.length - room - CUT.length()));
        int to = Math.min(letters.length, from + room);
        String end = to == letters.length ? "" : CUT;
        return text(letters, 0, HEAD) + CUT + text(letters, from, to) + end;
    }

    private static String text(int[] letters, int from, int to) {
        return new String(letters, from, to - from).strip();
    }
}
