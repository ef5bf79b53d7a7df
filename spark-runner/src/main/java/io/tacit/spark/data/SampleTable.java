package io.tacit.spark.data;

import io.tacit.core.data.Standardization;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Samples as a table with the columns and units of the data they imitate, in the order of their numbers. Where a column was
 * dequantised, they have multiples of its step again.
 */
public final class SampleTable {
    private static final int AT_ONCE = 4096;

    /** What one task holds in memory. */
    private static final int MOST_IN_PARTITION = 1 << 17;

    private SampleTable() {}

    /** {@code count} samples; they are drawn when the table is read. */
    public static Dataset<Row> of(
            SparkSession spark, long count, List<String> columns, Standardization by, Sampler.Source samples) {
        StructField[] fields = columns.stream()
                .map(name -> DataTypes.createStructField(name, DataTypes.DoubleType, false))
                .toArray(StructField[]::new);
        MapPartitionsFunction<Long, Row> draw = numbers -> drawn(numbers, samples, by);
        int enough = (int) (count / MOST_IN_PARTITION + 1);
        int partitions = Math.max(enough, spark.sparkContext().defaultParallelism());
        return spark.range(0, count, 1, partitions).mapPartitions(draw, Encoders.row(new StructType(fields)));
    }

    /** Of the consecutive numbers that a partition of a range holds. */
    private static Iterator<Row> drawn(Iterator<Long> numbers, Sampler.Source samples, Standardization by) {
        List<Row> rows = new ArrayList<>();
        try (Sampler sampler = samples.open()) {
            while (numbers.hasNext()) {
                long first = numbers.next();
                int n = 1;
                for (; n < AT_ONCE && numbers.hasNext(); n++) {
                    numbers.next();
                }
                rows.addAll(restored(sampler.draw(first, n), n, by));
            }
        }
        return rows.iterator();
    }

    private static List<Row> restored(float[] standardised, int n, Standardization by) {
        int d = by.dimension();
        return IntStream.range(0, n)
                .mapToObj(i -> RowFactory.create(IntStream.range(0, d)
                        .mapToObj(column -> by.value(column, by.restore(column, standardised[i * d + column])))
                        .toArray()))
                .toList();
    }
}
