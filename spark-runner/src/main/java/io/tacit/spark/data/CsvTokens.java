package io.tacit.spark.data;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import io.tacit.spark.config.CsvDialect;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.DataFrameReader;
import org.jspecify.annotations.Nullable;

/** Lines of CSV divided into cells, by Spark and on the driver alike: with the same parser and the same settings. */
final class CsvTokens {
    /** As Spark has it; a line with more columns is no table. */
    static final int MOST_COLUMNS = 20_480;

    private static final char NEVER = '\0';

    private CsvTokens() {}

    /** The cells of lines, each for itself; an empty cell is empty text. */
    static List<List<String>> cells(List<String> lines, CsvDialect dialect) {
        CsvParser parser = parser(dialect);
        return lines.stream().map(line -> present(parser.parseLine(line))).toList();
    }

    /** The cells of the first records of a text, which may go over lines. */
    static List<List<String>> records(String text, CsvDialect dialect, int most) {
        CsvParser parser = parser(dialect);
        List<List<String>> records = new ArrayList<>();
        parser.beginParsing(new StringReader(text));
        for (String[] cells = parser.parseNext(); cells != null && records.size() < most; cells = parser.parseNext()) {
            records.add(present(cells));
        }
        parser.stopParsing();
        return records;
    }

    private static List<String> present(String @Nullable [] cells) {
        return cells == null
                ? List.of("")
                : Arrays.stream(cells)
                        .map(cell -> Objects.requireNonNullElse(cell, ""))
                        .toList();
    }

    private static CsvParser parser(CsvDialect dialect) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(dialect.separator());
        settings.getFormat().setQuote(dialect.quote().orElse(NEVER));
        settings.getFormat().setQuoteEscape(escape(dialect));
        settings.getFormat().setComment(dialect.comment().orElse(NEVER));
        settings.setIgnoreLeadingWhitespaces(true);
        settings.setIgnoreTrailingWhitespaces(true);
        settings.setReadInputOnSeparateThread(false);
        settings.setLineSeparatorDetectionEnabled(dialect.lines() == CsvDialect.Lines.MANY);
        settings.setMaxColumns(MOST_COLUMNS);
        settings.setMaxCharsPerColumn(-1);
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
        return new CsvParser(settings);
    }

    private static char escape(CsvDialect dialect) {
        return dialect.escape().or(dialect::quote).orElse(NEVER);
    }

    /** Tells Spark the same. */
    static DataFrameReader tell(DataFrameReader reader, CsvDialect dialect, CsvDialect.Lines lines) {
        return reader.options(Map.ofEntries(
                Map.entry("sep", dialect.separator()),
                Map.entry("quote", dialect.quote().map(String::valueOf).orElse("")),
                Map.entry("escape", String.valueOf(escape(dialect))),
                Map.entry("header", String.valueOf(dialect.hasHeader())),
                Map.entry("encoding", dialect.encoding()),
                Map.entry("comment", dialect.comment().map(String::valueOf).orElse("")),
                Map.entry("multiLine", String.valueOf(lines == CsvDialect.Lines.MANY)),
                Map.entry("ignoreLeadingWhiteSpace", "true"),
                Map.entry("ignoreTrailingWhiteSpace", "true"),
                Map.entry("maxColumns", String.valueOf(MOST_COLUMNS)),
                // A parser that was told to skip columns does not count cells.
                Map.entry("columnPruning", "false"),
                Map.entry("mode", "PERMISSIVE"),
                Map.entry("columnNameOfCorruptRecord", ColumnMarks.WHOLE_ROW)));
    }
}
