package io.tacit.spark.data;

import io.tacit.core.text.Counted;
import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.CsvDialect.Header;
import io.tacit.spark.config.CsvDialect.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * The first lines of a CSV file, without empty ones and comments.
 *
 * @param names of the columns
 * @param rows cells of the lines below the names
 */
record CsvHead(Path file, List<String> names, List<List<String>> rows) {
    private static final int BYTES = 1 << 18;
    private static final int BYTES_OF_NAMES = 1 << 14;
    private static final int MOST_BYTES = 1 << 26;
    private static final int ROWS = 1000;
    private static final String GROUPED = "[+-]?\\d{1,3}([.,'_\\h]\\d{3})*([.,]\\d+)?";
    /** As many as a look at one of possibly many files takes. */
    private static final int ROWS_OF_LOOKS = 50;

    /** Nothing where a file has no lines. */
    static Optional<CsvHead> of(Path file, CsvDialect dialect, Configuration hadoop) throws IOException {
        return cells(file, dialect, text(file, dialect, hadoop, BYTES), ROWS)
                .map(cells -> new CsvHead(
                        file,
                        names(file, cells.get(0), dialect),
                        cells.subList(dialect.hasHeader() ? 1 : 0, cells.size())));
    }

    /** The names in the first line of a file that looks as it is to be read; nothing where it has no lines. */
    static Optional<List<String>> names(Path file, CsvDialect dialect, Configuration hadoop) throws IOException {
        return cells(file, dialect, text(file, dialect, hadoop, BYTES_OF_NAMES), ROWS_OF_LOOKS)
                .map(cells -> names(file, cells.get(0), dialect));
    }

    /** The first rows, the names included, of a file that looks as it is to be read. */
    private static Optional<List<List<String>>> cells(Path file, CsvDialect dialect, String text, int most) {
        List<String> lines = lines(text, dialect).stream().limit(most).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> cells = dialect.lines() == Lines.MANY
                ? CsvTokens.records(text, dialect, most)
                : CsvTokens.cells(lines, dialect);
        CsvLooks.advice(lines, dialect)
                .or(() -> CsvRows.objection(cells, dialect))
                .or(() -> CsvRows.continued(text, cells, dialect))
                .ifPresent(looks -> {
                    throw refused(file, looks);
                });
        return Optional.of(cells);
    }

    /** As Spark calls a column without a name. */
    private static String numbered(int column) {
        return "_c" + column;
    }

    private static DataException refused(Path file, String why) {
        return new DataException(file.toUri().getPath() + " does not fit how it is to be read: " + why);
    }

    private static List<String> names(Path file, List<String> header, CsvDialect dialect) {
        if (!dialect.hasHeader()) {
            return IntStream.range(0, header.size()).mapToObj(CsvHead::numbered).toList();
        }
        CellText text = new CellText(dialect.decimal(), Set.of());
        Optional<String> number = header.stream().filter(text::isNumber).findFirst();
        if (dialect.header().isEmpty() && number.isPresent()) {
            throw refused(
                    file,
                    "its first line would be the names of the columns, and '" + number.get()
                            + "' is a number: --header no, if that line is a record (columns are then called _c0, _c1,"
                            + " ...), or --header yes, if it is a name");
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).isEmpty() ? numbered(i) : header.get(i);
            if (name.equalsIgnoreCase(ColumnMarks.WHOLE_ROW)) {
                throw refused(
                        file,
                        "'" + name + "' is a name of Tacit's own, for rows that are malformed: rename the column");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw refused(
                        file,
                        "expected names that differ in more than upper and lower case, got '" + name + "' twice: rename"
                                + " one of them in the file");
            }
            names.add(name);
        }
        return names;
    }

    /** Why a column of text is not learned unless it is named, as far as the first rows say. */
    Optional<String> leftOut(int column, CsvDialect dialect) {
        CellText text = new CellText(dialect.decimal(), Set.copyOf(dialect.nullWords()));
        List<String> cells = rows.stream()
                .filter(row -> row.size() == names.size())
                .map(row -> row.get(column))
                .toList();
        List<String> said = cells.stream()
                .filter(cell -> !text.flaw(cell).equals(Optional.of(CellFlaw.NULL)))
                .toList();
        if (said.isEmpty()) {
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of("no value in the first " + Counted.of(rows.size(), "row"));
        }
        if (said.stream().noneMatch(text::isNumber)) {
            String example = "text, such as \"" + said.get(0) + "\"";
            return Optional.of(
                    said.stream().allMatch(cell -> cell.matches(GROUPED))
                            ? example + ": a number has one decimal mark (--decimal) and no separators of thousands"
                            : example);
        }
        boolean nameless = dialect.header().orElse(Header.YES) == Header.YES
                && names.get(column).equals(numbered(column));
        return nameless && countsRows(cells)
                ? Optional.of("an index: it has no name and numbers the rows")
                : Optional.empty();
    }

    private static boolean countsRows(List<String> cells) {
        int first = cells.get(0).equals("1") ? 1 : 0;
        return cells.size() > 1
                && IntStream.range(0, cells.size()).allMatch(i -> cells.get(i).equals(String.valueOf(first + i)));
    }

    /** At least the first two lines, and no part of a line. */
    private static String text(Path file, CsvDialect dialect, Configuration hadoop, int bytes) throws IOException {
        for (int most = bytes; ; most *= 4) {
            byte[] head = head(file, hadoop, most);
            TextEncoding.mismatch(head, dialect.encoding()).ifPresent(looks -> {
                throw refused(file, looks);
            });
            String text = TextEncoding.decoded(head, dialect.encoding());
            if (head.length < most) {
                return text;
            }
            if (lines(text, dialect).size() > 2 || most >= MOST_BYTES) {
                return text.substring(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
            }
        }
    }

    private static List<String> lines(String text, CsvDialect dialect) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .filter(line -> dialect.comment().isEmpty()
                        || !line.startsWith(String.valueOf(dialect.comment().get())))
                .limit(ROWS)
                .toList();
    }

    private static byte[] head(Path file, Configuration hadoop, int most) throws IOException {
        CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
        try (InputStream raw = file.getFileSystem(hadoop).open(file);
                InputStream plain = codec == null ? raw : codec.createInputStream(raw)) {
            return plain.readNBytes(most);
        }
    }
}
