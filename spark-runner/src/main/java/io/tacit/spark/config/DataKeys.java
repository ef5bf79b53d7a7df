package io.tacit.spark.config;

import io.tacit.core.data.Scaling;
import java.util.List;
import java.util.Optional;

/** Keys of the data: where records are, how a table is written, and what becomes of its columns. */
final class DataKeys {

    private static final KeyTable TABLE = new KeyTable();

    static final Key<String> DATA_PATH =
            TABLE.key("data.path", "--data", Kind.text(), KeyTable.NONE, "path or URI", "The data set. Required");
    static final Key<DataConfig.Format> FORMAT = TABLE.key(
            "data.format",
            "--format",
            Kind.choice(DataConfig.Format.class),
            KeyTable.NONE,
            "",
            "Its format. Without it, csv where the path ends in .csv (also compressed: .csv.gz and the like), else parquet");
    static final Key<String> SEPARATOR = TABLE.key(
            "data.csv.separator",
            "--separator",
            Kind.separator(),
            ",",
            "characters",
            "What stands between the cells of a CSV file; tab and space are written so");
    static final Key<Optional<Character>> QUOTE = TABLE.key(
            "data.csv.quote",
            "--quote",
            Kind.character(),
            "\"",
            "character or none",
            "What a cell may stand in, so that it can have separators in it");
    static final Key<Optional<Character>> ESCAPE = TABLE.key(
            "data.csv.escape",
            "--escape",
            Kind.character(),
            KeyTable.NONE,
            "character or none",
            "What makes a quote inside of quotes a plain character, such as \\. Without it, such a quote is doubled");
    static final Key<Character> DECIMAL = TABLE.key(
            "data.csv.decimal",
            "--decimal",
            Kind.decimal(),
            ".",
            "mark",
            "Decimal mark of numbers: a point or a comma");
    static final Key<CsvDialect.Header> HEADER = TABLE.key(
            "data.csv.header",
            "--header",
            Kind.choice(CsvDialect.Header.class),
            KeyTable.NONE,
            "",
            "Whether the first line of each file has the names of the columns; with no, they are called _c0, _c1, ..."
                    + " Without it, it has, and names that look like numbers are refused");
    static final Key<String> ENCODING =
            TABLE.key("data.csv.encoding", "--encoding", Kind.charset(), "UTF-8", "charset", "Encoding of a CSV file");
    static final Key<Optional<Character>> COMMENT = TABLE.key(
            "data.csv.comment",
            "--comment",
            Kind.character(),
            KeyTable.NONE,
            "character or none",
            "What begins a line that is skipped. Without it, no line is");
    static final Key<List<String>> NULL_WORDS = TABLE.key(
            "data.csv.nullWords",
            "--null-words",
            Kind.texts(),
            KeyTable.NONE,
            "words",
            "What stands for a missing value, such as NA,-999. Without it, empty cells alone; they always do");
    static final Key<CsvDialect.Lines> CELL_LINES = TABLE.key(
            "data.csv.cellLines",
            "--cell-lines",
            Kind.choice(CsvDialect.Lines.class),
            "one",
            "",
            "Whether a cell in quotes may have line breaks (many); each file is then read by one task");
    static final Key<List<String>> COLUMNS = TABLE.key(
            "data.columns",
            "--columns",
            Kind.texts(),
            KeyTable.NONE,
            "names",
            "Numeric columns to learn: names, paths into structures (a.b), arrays and vectors (features) and their elements"
                    + " (features[0]). Without it, every numeric column but the id and partition columns");
    static final Key<String> ID = TABLE.key(
            "data.id",
            "--id",
            Kind.name(),
            KeyTable.NONE,
            "column",
            "Column that identifies a record: rows of one id stay on one side of the split. Without it, every row is a record");
    static final Key<Double> VALIDATION = TABLE.key(
            "data.split.validation", "--validation", Kind.fraction(), "0.05", "fraction", "Share for validation");
    static final Key<Double> TEST =
            TABLE.key("data.split.test", "--test", Kind.fraction(), "0.1", "fraction", "Share held out");
    static final Key<DataConfig.Nulls> NULLS = TABLE.key(
            "data.nulls",
            "--nulls",
            Kind.choice(DataConfig.Nulls.class),
            "fail",
            "",
            "What to do with records that have a null, NaN, infinity or text where a number belongs");
    static final Key<Scaling> SCALING = TABLE.key(
            "data.scaling",
            "--scaling",
            Kind.choice(Scaling.class),
            "standardize",
            "",
            "How columns are shifted and scaled: by mean and deviation of the training records (standardize), by median and"
                    + " interquartile range (robust), each brought to a normal distribution (quantile), or not at all");
    static final Key<List<Dequantize>> DEQUANTIZE = TABLE.key(
            "data.dequantize",
            "--dequantize",
            Kind.steps(),
            KeyTable.NONE,
            "columns",
            "Columns of whole numbers, or as COLUMN=STEP of multiples of a step, whose gaps are filled with uniform noise: a"
                    + " density of numbers that repeat has no bound. May be repeated. Without it, none");

    private DataKeys() {}

    static List<Key<?>> all() {
        return TABLE.all();
    }
}
