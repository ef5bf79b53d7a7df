package io.tacit.spark.config;

import java.util.List;
import java.util.Optional;

/**
 * Which records are learned. Where they lie, and in what kind of files, is not what they are: whether they are the same is
 * told by their contents.
 *
 * @param columns numeric columns in order; empty stands for all numeric columns but the id
 * @param id column that identifies a record; without it every row is a record of its own
 * @param validation share of the records for validation
 * @param test share of the records held out; the rest is for training
 * @param dequantize columns whose values are multiples of a step and are spread over the gaps
 */
public record DataConfig(
        @Operational String path,
        @Operational Format format,
        List<String> columns,
        Optional<String> id,
        double validation,
        double test,
        Nulls nulls,
        Scaling scaling,
        List<Dequantize> dequantize) {

    public enum Format {
        PARQUET,
        CSV
    }

    /** What happens to records with a value that is not a finite number. */
    public enum Nulls {
        FAIL,
        DROP,
        QUARANTINE
    }

    public enum Scaling {
        STANDARDIZE,
        ROBUST,
        QUANTILE,
        NONE
    }

    public DataConfig {
        Keys.DATA_PATH.require(path);
        columns = List.copyOf(Keys.COLUMNS.require(columns));
        dequantize = List.copyOf(dequantize);
        Keys.VALIDATION.require(validation);
        Keys.TEST.require(test);
        if (validation + test >= 1) {
            throw new IllegalArgumentException("data.split: expected validation + test below 1, so that records for"
                    + " training remain, got " + validation + " + " + test);
        }
    }

    static DataConfig read(Settings settings) {
        String path = settings.required(Keys.DATA_PATH);
        return new DataConfig(
                path,
                settings.find(Keys.FORMAT).orElse(formatOf(path)),
                settings.find(Keys.COLUMNS).orElse(List.of()),
                settings.find(Keys.ID),
                settings.get(Keys.VALIDATION),
                settings.get(Keys.TEST),
                settings.get(Keys.NULLS),
                settings.get(Keys.SCALING),
                settings.find(Keys.DEQUANTIZE).orElse(List.of()));
    }

    private static Format formatOf(String path) {
        return path.endsWith(".csv") || path.endsWith(".csv.gz") ? Format.CSV : Format.PARQUET;
    }
}
