package io.tacit.spark.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the report of a run shows.
 *
 * @param pairs of columns to show in any case, written {@code x:y}; others follow by what they say of each other
 */
public record ReportConfig(List<String> pairs) {
    private static final char BETWEEN = ':';

    public ReportConfig {
        pairs = List.copyOf(OutputKeys.PAIRS.require(pairs));
    }

    static ReportConfig read(Settings settings) {
        return new ReportConfig(settings.find(OutputKeys.PAIRS).orElse(List.of()));
    }

    /** The numbers of the two columns that are meant; empty where there are no two such columns. Names may hold colons. */
    public static Optional<int[]> numbers(String pair, List<String> columns) {
        return IntStream.range(0, pair.length())
                .filter(at -> pair.charAt(at) == BETWEEN)
                .mapToObj(at ->
                        new int[] {number(pair.substring(0, at), columns), number(pair.substring(at + 1), columns)})
                .filter(found -> found[0] >= 0 && found[1] >= 0 && found[0] != found[1])
                .findFirst();
    }

    /** The place of a name, as it is or as in a list. */
    private static int number(String word, List<String> columns) {
        int exact = columns.indexOf(word);
        return exact >= 0 ? exact : columns.indexOf(NameList.name(word));
    }

    /** Refuses pairs that are not of learned columns. */
    void check(List<String> columns, Settings settings) {
        List<String> wrong = pairs.stream()
                .filter(pair -> numbers(pair, columns).isEmpty())
                .map(pair -> "'" + pair + "'")
                .toList();
        if (!wrong.isEmpty()) {
            settings.refuse(
                    OutputKeys.PAIRS,
                    "expected two learned columns with a colon between them, got " + String.join(" and ", wrong)
                            + "; the columns are " + NameList.shown(columns));
        }
    }
}
