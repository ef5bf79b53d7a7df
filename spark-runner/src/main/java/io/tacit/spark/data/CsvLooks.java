package io.tacit.spark.data;

import io.tacit.spark.config.CsvDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the first lines of a file look as if they were written. Nothing is ever read in a way that was only guessed: where
 * the looks speak for another way than the one asked for, the file is refused with the options that say so.
 */
final class CsvLooks {
    private static final int LINES = 200;
    private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|", " ");
    private static final List<Character> QUOTES = List.of('"', '\'');
    private static final List<Character> COMMENTS = List.of('#', '%', '/');
    /** Share of the cells that have to become numbers for another separator than one that fits. */
    private static final double MARGIN = 0.3;
    /** As in {@code sep=;}. */
    private static final String SPREADSHEET = "(?i)\"?sep=.{1,3}";
    /** A number with marks between thousands: no decimal mark speaks out of it. */
    private static final String THOUSANDS = "[+-]?[1-9]\\d{0,2}([,.]\\d{3})+";

    private CsvLooks() {}

    /** What the lines look like and which options say so, where that is not what was asked for. */
    static Optional<String> advice(List<String> all, CsvDialect asked) {
        List<String> lines = all.subList(0, Math.min(LINES, all.size()));
        if (lines.get(0).matches(SPREADSHEET)) {
            return Optional.of("its first line, " + CsvDialect.shown(lines.get(0))
                    + ", is a note to a spreadsheet: take it out, and say --separator");
        }
        if (isColumnWithCommas(lines, asked)) {
            return Optional.of(words(asked, asked.separator(";").decimal(',')));
        }
        if (lines.get(0).strip().matches("(?i)<(!doctype|html|\\?xml).*")) {
            return Optional.of("it is a page of the web or XML, not a table: look at it");
        }
        CsvDialect looks = decimals(lines, layout(lines, asked));
        return looks.equals(asked) ? aligned(lines, asked) : Optional.of(words(asked, looks));
    }

    /** One name, and below it numbers with one comma each, of which the separator makes two cells. */
    private static boolean isColumnWithCommas(List<String> lines, CsvDialect asked) {
        List<String> below = lines.subList(asked.hasHeader() ? 1 : 0, lines.size());
        return asked.separator().equals(",")
                && asked.hasHeader()
                && below.size() > 1
                && lines.get(0).indexOf(',') < 0
                && below.stream().allMatch(line -> line.strip().matches("[+-]?\\d+,\\d+(e[+-]?\\d+)?"));
    }

    /** Columns that spaces align, as no separator says it. */
    private static Optional<String> aligned(List<String> lines, CsvDialect asked) {
        List<String> single =
                lines.stream().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
        Shape own = Shape.of(lines, asked);
        Shape shape = Shape.of(single, asked.separator(" "));
        return !own.fits() && own.numbers() == 0 && shape.isTable() && shape.numbers() > MARGIN
                ? Optional.of("cells seem to be aligned with spaces, which no option reads; with commas they are: awk"
                        + " '{$1=$1; print}' OFS=, OLD.csv > NEW.csv")
                : Optional.empty();
    }

    /** Separator, quote and comment. */
    private static CsvDialect layout(List<String> lines, CsvDialect asked) {
        Shape own = Shape.of(lines, asked);
        return variants(lines, asked)
                .filter(other -> {
                    Shape shape = Shape.of(lines, other);
                    return shape.isTable() && (!own.fits() || shape.numbers() > own.numbers() + MARGIN);
                })
                .max((a, b) -> Double.compare(
                        Shape.of(lines, a).rank(), Shape.of(lines, b).rank()))
                .orElse(asked);
    }

    private static Stream<CsvDialect> variants(List<String> lines, CsvDialect asked) {
        Stream<CsvDialect> comments = asked.comment().isPresent()
                ? Stream.of(asked)
                : Stream.concat(
                        Stream.of(asked),
                        COMMENTS.stream()
                                .filter(c -> lines.get(0).startsWith(String.valueOf(c)))
                                .map(asked::comment));
        return comments.flatMap(dialect -> SEPARATORS.stream().map(dialect::separator))
                .flatMap(dialect -> Stream.concat(
                        Stream.of(dialect),
                        QUOTES.stream()
                                .filter(quote -> quotes(lines, dialect, quote))
                                .map(dialect::quote)))
                .filter(dialect -> !dialect.equals(asked));
    }

    /** Whether many cells begin and end with a character. */
    private static boolean quotes(List<String> lines, CsvDialect dialect, char quote) {
        String mark = String.valueOf(quote);
        return dialect.quote().isPresent()
                && dialect.quote().get() != quote
                && lines.size() > 1
                && lines.stream()
                        .skip(dialect.hasHeader() ? 1 : 0)
                        .allMatch(line ->
                                line.contains(mark + dialect.separator()) || line.contains(dialect.separator() + mark));
    }

    /** The decimal mark with which a column has numbers that it has not with the one asked for. */
    private static CsvDialect decimals(List<String> lines, CsvDialect dialect) {
        CsvDialect other = dialect.decimal(dialect.decimal() == '.' ? ',' : '.');
        int width = Shape.of(lines, dialect).columns();
        List<List<String>> rows =
                rows(lines, dialect).stream().filter(row -> row.size() == width).toList();
        Predicate<String> elsewise =
                dialect.separator().equals(";") && dialect.decimal() == '.' && !hasMark(rows, dialect)
                        ? number(other)
                        : number(other).and(cell -> !cell.matches(THOUSANDS));
        boolean speaks = IntStream.range(0, width).anyMatch(column -> {
            List<String> cells = rows.stream()
                    .filter(row -> !row.get(column).isBlank())
                    .map(row -> row.get(column))
                    .toList();
            return cells.size() > 1
                    && cells.stream().noneMatch(number(dialect).and(cell -> cell.indexOf(dialect.decimal()) >= 0))
                    && cells.stream().allMatch(number(dialect).or(elsewise))
                    && cells.stream().anyMatch(number(dialect).negate());
        });
        return speaks ? other : dialect;
    }

    /** Whether any number has the decimal mark: where semicolons leave the comma to decimals, 1,234 is no thousand then. */
    private static boolean hasMark(List<List<String>> rows, CsvDialect dialect) {
        return rows.stream()
                .flatMap(List::stream)
                .anyMatch(number(dialect).and(cell -> cell.indexOf(dialect.decimal()) >= 0));
    }

    private static CellText cellText(CsvDialect dialect) {
        return new CellText(dialect.decimal(), Set.copyOf(dialect.nullWords()));
    }

    private static Predicate<String> number(CsvDialect dialect) {
        return cellText(dialect)::isNumber;
    }

    private static List<List<String>> rows(List<String> lines, CsvDialect dialect) {
        List<String> records = dialect.comment()
                .map(c -> lines.stream()
                        .filter(line -> !line.startsWith(String.valueOf(c)))
                        .toList())
                .orElse(lines);
        List<List<String>> all = CsvTokens.cells(records, dialect);
        return dialect.hasHeader() && !all.isEmpty() ? all.subList(1, all.size()) : all;
    }

    /**
     * What comes of dividing lines in some way.
     *
     * @param columns cells of the first line
     * @param even share of the lines that have as many
     * @param numbers share of the cells below that are numbers, with a decimal point or a comma
     */
    private record Shape(int columns, double even, double numbers) {
        private static final double MOST = 0.9;

        static Shape of(List<String> lines, CsvDialect dialect) {
            List<String> records = dialect.comment()
                    .map(c -> lines.stream()
                            .filter(line -> !line.startsWith(String.valueOf(c)))
                            .toList())
                    .orElse(lines);
            if (records.isEmpty()) {
                return new Shape(0, 0, 0);
            }
            List<List<String>> all = CsvTokens.cells(records, dialect);
            int columns = all.get(0).size();
            double even = all.stream().filter(row -> row.size() == columns).count() / (double) all.size();
            List<String> cells =
                    rows(lines, dialect).stream().flatMap(List::stream).toList();
            double numbers = cells.stream()
                            .filter(number(dialect.decimal('.')).or(number(dialect.decimal(','))))
                            .count()
                    / Math.max(1.0, cells.size());
            return new Shape(columns, even, numbers);
        }

        boolean fits() {
            return columns > 1 && even >= MOST;
        }

        /** More than one column, and every line agrees. */
        boolean isTable() {
            return columns > 1 && even == 1;
        }

        double rank() {
            return numbers + columns * 1e-6;
        }
    }

    /** "cells seem to be separated by ';' and decimals by ',': --separator ';' --decimal ','". */
    private static String words(CsvDialect asked, CsvDialect looks) {
        List<String> seen = new ArrayList<>();
        List<String> options = new ArrayList<>();
        if (!looks.separator().equals(asked.separator())) {
            seen.add("cells seem to be separated by " + CsvDialect.shown(looks.separator()));
            options.add("--separator " + CsvDialect.shown(looks.separator()));
        }
        if (looks.decimal() != asked.decimal()) {
            seen.add(
                    seen.isEmpty()
                            ? "decimals seem to be separated by " + CsvDialect.shown(looks.decimal())
                            : "decimals by " + CsvDialect.shown(looks.decimal()));
            options.add("--decimal " + CsvDialect.shown(looks.decimal()));
        }
        if (!looks.quote().equals(asked.quote())) {
            String quote = CsvDialect.shown(looks.quote().orElseThrow());
            seen.add("cells seem to stand in " + quote);
            options.add("--quote " + quote);
        }
        if (!looks.comment().equals(asked.comment())) {
            String mark = CsvDialect.shown(looks.comment().orElseThrow());
            seen.add("lines that begin with " + mark + " seem to be comments");
            options.add("--comment " + mark);
        }
        return String.join(" and ", seen) + ": " + String.join(" ", options);
    }
}
