package io.tacit.spark.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a CSV file is written.
 *
 * @param separator what stands between cells
 * @param quote what a cell may stand in; nothing where no character quotes
 * @param escape what makes a quote inside of quotes a plain character; nothing where the quote is doubled
 * @param decimal the decimal mark, a point or a comma
 * @param header whether the first line has names; where that is not said, it has, and names that are numbers are refused
 * @param encoding of the text
 * @param comment begins a line that is skipped
 * @param nullWords what stands for a missing value beside an empty cell
 * @param lines whether a cell in quotes may go on in the next line
 */
public record CsvDialect(
        String separator,
        Optional<Character> quote,
        Optional<Character> escape,
        char decimal,
        Optional<Header> header,
        String encoding,
        Optional<Character> comment,
        List<String> nullWords,
        Lines lines) {
    static final List<Key<?>> KEYS = List.of(
            DataKeys.SEPARATOR,
            DataKeys.QUOTE,
            DataKeys.ESCAPE,
            DataKeys.DECIMAL,
            DataKeys.HEADER,
            DataKeys.ENCODING,
            DataKeys.COMMENT,
            DataKeys.NULL_WORDS,
            DataKeys.CELL_LINES);

    public enum Header {
        YES,
        NO
    }

    public enum Lines {
        ONE,
        MANY
    }

    /** Commas, double quotes, decimal points, names in the first line, UTF-8. */
    public static final CsvDialect DEFAULT = new CsvDialect(
            ",",
            Optional.of('"'),
            Optional.empty(),
            '.',
            Optional.empty(),
            "UTF-8",
            Optional.empty(),
            List.of(),
            Lines.ONE);

    public CsvDialect {
        nullWords = List.copyOf(nullWords);
    }

    static CsvDialect read(Settings settings) {
        return new CsvDialect(
                settings.get(DataKeys.SEPARATOR),
                settings.get(DataKeys.QUOTE),
                settings.find(DataKeys.ESCAPE).flatMap(c -> c),
                settings.get(DataKeys.DECIMAL),
                settings.find(DataKeys.HEADER),
                settings.get(DataKeys.ENCODING),
                settings.find(DataKeys.COMMENT).flatMap(c -> c),
                settings.find(DataKeys.NULL_WORDS).orElse(List.of()),
                settings.get(DataKeys.CELL_LINES));
    }

    public boolean hasHeader() {
        return header.orElse(Header.YES) == Header.YES;
    }

    public CsvDialect separator(String other) {
        return new CsvDialect(other, quote, escape, decimal, header, encoding, comment, nullWords, lines);
    }

    public CsvDialect quote(char other) {
        return new CsvDialect(
                separator, Optional.of(other), escape, decimal, header, encoding, comment, nullWords, lines);
    }

    public CsvDialect decimal(char other) {
        return new CsvDialect(separator, quote, escape, other, header, encoding, comment, nullWords, lines);
    }

    public CsvDialect comment(char other) {
        return new CsvDialect(
                separator, quote, escape, decimal, header, encoding, Optional.of(other), nullWords, lines);
    }

    public CsvDialect lines(Lines other) {
        return new CsvDialect(separator, quote, escape, decimal, header, encoding, comment, nullWords, other);
    }

    /** What is in force, such as "separator ',', quote '"', decimal '.', header yes, encoding UTF-8, no comments". */
    public String inWords() {
        List<String> words = new ArrayList<>();
        words.add("separator " + shown(separator));
        words.add(quote.map(c -> "quote " + shown(c)).orElse("no quotes"));
        escape.ifPresent(c -> words.add("escape " + shown(c)));
        words.add("decimal " + shown(decimal));
        words.add(hasHeader() ? "header yes" : "header no (columns are _c0, _c1, ...)");
        words.add("encoding " + encoding);
        words.add(comment.map(c -> "comment " + shown(c)).orElse("no comments"));
        words.add(
                nullWords.isEmpty()
                        ? "null is an empty cell"
                        : "null is an empty cell or "
                                + nullWords.stream().map(CsvDialect::shown).collect(Collectors.joining(", ")));
        if (lines == Lines.MANY) {
            words.add("cells of several lines");
        }
        return String.join(", ", words);
    }

    /** In quotes as a shell takes it; a tab as {@code '\t'}. */
    public static String shown(Object text) {
        String visible = String.valueOf(text).replace("\t", "\\t");
        return visible.equals("'") ? "\"'\"" : "'" + visible + "'";
    }
}
