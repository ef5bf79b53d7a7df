package io.tacit.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tacit.spark.config.DataConfig.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said about a table on the command line, and what stays of it for those who use the model. */
class CsvDialectTest {
    private static LoadedConfig loaded(String data, Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(Map.of("--data", data, "--output", "out", "--rounds", "1"));
        flags.putAll(more);
        return ConfigLoader.load(flags, ColumnNames.UNKNOWN);
    }

    private static final String ANYWHERE = "hdfs://there/table";

    @Test
    @DisplayName("what a shell can hardly say has a name; what was said comes back from what is kept with the model")
    void flags() {
        LoadedConfig config = loaded(
                ANYWHERE + ".csv",
                Map.of(
                        "--separator", "tab",
                        "--quote", "none",
                        "--escape", "\\",
                        "--header", "no",
                        "--comment", "#",
                        "--null-words", "NA,\"a, b\",-999",
                        "--columns", "\"length, mm\",w"));
        CsvDialect dialect = config.config().data().csv();
        assertThat(dialect.separator()).isEqualTo("\t");
        assertThat(dialect.quote()).isEmpty();
        assertThat(dialect.escape()).contains('\\');
        assertThat(dialect.comment()).contains('#');
        assertThat(dialect.nullWords()).containsExactly("NA", "a, b", "-999");
        assertThat(config.config().data().columns()).containsExactly("length, mm", "w");
        assertThat(dialect.inWords())
                .isEqualTo(
                        "separator '\\t', no quotes, escape '\\', decimal '.', header no (columns are _c0, _c1, ...),"
                                + " encoding UTF-8, comment '#', null is an empty cell or 'NA', 'a, b', '-999'");
        assertThat(ConfigLoader.again(config.given()).config().data())
                .isEqualTo(config.config().data());
    }

    @Test
    @DisplayName("what is no dialect, and a dialect of Parquet, is refused")
    void refused() {
        assertThatExceptionOfType(ConfigProblems.class)
                .isThrownBy(() -> loaded(
                        ANYWHERE + ".csv",
                        Map.of("--quote", "quote", "--decimal", ";", "--encoding", "utf-9", "--header", "maybe")))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::key)
                        .containsExactlyInAnyOrder(
                                "data.csv.quote", "data.csv.decimal", "data.csv.encoding", "data.csv.header"));
        assertThatExceptionOfType(ConfigProblems.class)
                .isThrownBy(() -> loaded(ANYWHERE, Map.of("--separator", ";")))
                .withMessageContaining("--format csv");
    }

    @Test
    @DisplayName("another table is written as that of the training, unless its name or its user says something else")
    void anotherTable() {
        Map<String, String> trained = Map.of("data.path", "a", "data.format", "csv", "data.csv.separator", ";");
        CsvDialect semicolons = CsvDialect.DEFAULT.separator(";");
        assertThat(TableLocation.of("b", trained, Map.of())).isEqualTo(new TableLocation("b", Format.CSV, semicolons));
        assertThat(TableLocation.of("b.csv.gz", trained, Map.of("data.csv.separator", "|"))
                        .csv())
                .isEqualTo(CsvDialect.DEFAULT.separator("|"));
        assertThat(TableLocation.of("b.parquet", trained, Map.of()))
                .isEqualTo(new TableLocation("b.parquet", Format.PARQUET, CsvDialect.DEFAULT));
        Map<String, String> parquet = Map.of("data.path", "a");
        assertThat(TableLocation.of("b", parquet, Map.of()).format()).isEqualTo(Format.PARQUET);
        assertThat(TableLocation.of("b", parquet, Map.of("data.format", "csv", "data.csv.decimal", ","))
                        .csv())
                .isEqualTo(CsvDialect.DEFAULT.decimal(','));
        assertThatExceptionOfType(ConfigProblems.class)
                .isThrownBy(() -> TableLocation.of("b", parquet, Map.of("data.csv.decimal", ",")));
        assertThat(List.of(Format.of("a.CSV"), Format.of("a.csv/"), Format.of("csv"), Format.of("a.csv.zst")))
                .containsExactly(Format.CSV, Format.CSV, Format.PARQUET, Format.CSV);
        assertThat(Optional.of(Format.of("a.parquet"))).contains(Format.PARQUET);
    }
}
