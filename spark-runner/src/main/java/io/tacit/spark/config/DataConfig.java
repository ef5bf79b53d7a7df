package io.tacit.spark.config;

import io.tacit.core.data.Scaling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which records are learned. Where they lie, and in what kind of files, is not what they are: whether they are the same is
 * told by their contents.
 *
 * @param csv how the files are written, where they are CSV
 * @param columns numeric columns in order; empty stands for all numeric columns but the id
 * @param id column that identifies a record; without it every row is a record of its own
 * @param validation share of the records for validation
 * @param test share of the records held out; the rest is for training
 * @param dequantize columns whose values are multiples of a step and are spread over the gaps
 */
public record DataConfig(
        @Operational String path,
        @Operational Format format,
        @Operational CsvDialect csv,
        List<String> columns,
        Optional<String> id,
        double validation,
        double test,
        Nulls nulls,
        Scaling scaling,
        List<Dequantize> dequantize) {

    public enum Format {
        PARQUET,
        CSV;

        /** By the end of the name: {@code .csv}, also compressed, is CSV, all else Parquet. */
        public static Format of(String path) {
            return path.toLowerCase(Locale.ROOT).matches(".*\\.csv(\\.(gz|bz2|zst|lz4|snappy|deflate))?/*")
                    ? CSV
                    : PARQUET;
        }
    }

    /** What happens to records with a value that is not a finite number. */
    public enum Nulls {
        FAIL,
        DROP,
        QUARANTINE
    }

    public DataConfig {
        DataKeys.DATA_PATH.require(path);
        columns = List.copyOf(DataKeys.COLUMNS.require(columns));
        dequantize = List.copyOf(dequantize);
        DataKeys.VALIDATION.require(validation);
        DataKeys.TEST.require(test);
        if (validation + test >= 1) {
            throw new IllegalArgumentException("data.split: expected validation + test below 1, so that records for"
                    + " training remain, got " + validation + " + " + test);
        }
    }

    static DataConfig read(Settings settings) {
        String path = settings.required(DataKeys.DATA_PATH);
        Format format = settings.find(DataKeys.FORMAT).orElse(Format.of(path));
        settings.refuseUnless(
                format == Format.CSV,
                "has no effect on Parquet; if the data are CSV, say " + DataKeys.FORMAT.flag() + " csv",
                CsvDialect.KEYS.toArray(Key<?>[]::new));
        return new DataConfig(
                path,
                format,
                CsvDialect.read(settings),
                settings.find(DataKeys.COLUMNS).orElse(List.of()),
                settings.find(DataKeys.ID),
                settings.get(DataKeys.VALIDATION),
                settings.get(DataKeys.TEST),
                settings.get(DataKeys.NULLS),
                settings.get(DataKeys.SCALING),
                settings.find(DataKeys.DEQUANTIZE).orElse(List.of()));
    }

    public TableLocation location() {
        return new TableLocation(path, format, csv);
    }
}
