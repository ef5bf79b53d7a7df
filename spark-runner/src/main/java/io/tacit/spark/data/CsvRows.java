package io.tacit.spark.data;

import io.tacit.core.text.Counted;
import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.CsvDialect.Lines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the first rows of a file say against how they were divided into cells: names where there should be none, a first line
 * of another table's width, cells that go on in the next line.
 */
final class CsvRows {
    private static final int SHOWN = 60;

    private CsvRows() {}

    /** Of the rows that are read, that of the names included. */
    static Optional<String> objection(List<List<String>> rows, CsvDialect dialect) {
        List<List<String>> below = rows.subList(1, rows.size());
        return width(rows.get(0), below)
                .or(() -> dialect.hasHeader() ? Optional.empty() : names(rows.get(0), below, dialect));
    }

    /** A first line as wide as no other is no line of names, and no record. */
    private static Optional<String> width(List<String> first, List<List<String>> below) {
        boolean alone = below.size() > 1 && below.stream().noneMatch(row -> row.size() == first.size());
        return alone
                ? Optional.of("its first line has " + Counted.of(first.size(), "cell") + " (" + shown(first)
                        + "), and the next one "
                        + Counted.of(below.get(0).size(), "cell") + " (" + shown(below.get(0))
                        + "): take out what stands above the table, and give each column a name")
                : Optional.empty();
    }

    private static String shown(List<String> cells) {
        String text = String.join(", ", cells);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    /** A first line without a number above numbers. */
    private static Optional<String> names(List<String> first, List<List<String>> rows, CsvDialect dialect) {
        CellText text = new CellText(dialect.decimal(), Set.copyOf(dialect.nullWords()));
        List<List<String>> below =
                rows.stream().filter(row -> row.size() == first.size()).toList();
        boolean named = !below.isEmpty()
                && first.stream().allMatch(cell -> text.flaw(cell).equals(Optional.of(CellFlaw.TEXT)))
                && IntStream.range(0, first.size())
                        .anyMatch(i -> below.stream().allMatch(row -> text.isNumber(row.get(i))));
        return named
                ? Optional.of("its first line seems to have the names of the columns (" + shown(first)
                        + "), with numbers below: --header yes; if it is a record, take it out, as it has no number")
                : Optional.empty();
    }

    /** Rows that do not fit line by line, and do where cells in quotes may have line breaks. */
    static Optional<String> continued(String text, List<List<String>> rows, CsvDialect dialect) {
        int width = rows.get(0).size();
        if (dialect.lines() == Lines.MANY || rows.stream().allMatch(row -> row.size() == width)) {
            return Optional.empty();
        }
        List<List<String>> records = CsvTokens.records(text, dialect.lines(Lines.MANY), rows.size());
        // The text may end within the last one.
        List<List<String>> whole = records.subList(0, Math.max(1, records.size() - 1));
        boolean fits = whole.stream().allMatch(row -> row.size() == width)
                && whole.stream().anyMatch(row -> row.stream().anyMatch(cell -> cell.indexOf('\n') >= 0));
        return fits
                ? Optional.of("cells in quotes seem to go on in the next line: --cell-lines many")
                : Optional.empty();
    }
}
