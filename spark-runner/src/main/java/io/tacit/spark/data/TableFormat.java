package io.tacit.spark.data;

import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The files that tables are read from, alone or many in a directory. */
public enum TableFormat {
    PARQUET {
        @Override
        Dataset<Row> open(SparkSession spark, String path) {
            return spark.read().parquet(path);
        }
    },

    /** With a header; cells are read as text, so that what is not a number can be counted instead of lost. */
    CSV {
        @Override
        Dataset<Row> open(SparkSession spark, String path) {
            return spark.read()
                    .option("header", "true")
                    .option("inferSchema", "false")
                    .option("ignoreLeadingWhiteSpace", "true")
                    .option("ignoreTrailingWhiteSpace", "true")
                    .csv(path);
        }
    };

    abstract Dataset<Row> open(SparkSession spark, String path);

    /** By the end of the name: {@code .csv}, also compressed, is CSV, all else Parquet. */
    public static TableFormat of(String path) {
        return path.toLowerCase(Locale.ROOT).matches(".*\\.csv(\\.(gz|bz2|zst|lz4))?/?") ? CSV : PARQUET;
    }

    /** Opens a table; the rows are read later. */
    public Dataset<Row> read(SparkSession spark, String path) {
        try {
            return open(spark, path);
        } catch (Exception e) { // Spark throws the checked AnalysisException without declaring it
            throw unreadable(path, e);
        }
    }

    private DataException unreadable(String path, Exception cause) {
        String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
        return new DataException("cannot read '" + path + "' as " + this + ": " + first, cause);
    }
}
