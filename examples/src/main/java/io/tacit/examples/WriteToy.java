package io.tacit.examples;

import io.tacit.core.data.ToyDensity;
import io.tacit.core.random.RandomKey;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes records of a {@link ToyDensity} as Parquet: {@code record}, {@code x}, {@code y}.
 *
 * <p>Arguments: the name of the density ({@code checkerboard}, ...), the number of records, the path to write.
 */
public final class WriteToy {
    private static final long SEED = 2;
    private static final StructType SCHEMA = new StructType()
            .add("record", DataTypes.LongType, false)
            .add("x", DataTypes.FloatType, false)
            .add("y", DataTypes.FloatType, false);

    private WriteToy() {}

    public static void main(String[] args) {
        Optional<ToyDensity> density = args.length == 3 ? ToyNames.find(args[0]) : Optional.empty();
        if (density.isEmpty()) {
            System.err.println("usage: WriteToy NAME RECORDS OUTPUT.parquet, NAME one of " + ToyNames.all());
            System.exit(2);
            return;
        }
        SparkConf conf = new SparkConf().setAppName("WriteToy").setIfMissing("spark.master", "local[*]");
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
        try {
            table(spark, density.get(), Long.parseLong(args[1]))
                    .write()
                    .mode(SaveMode.Overwrite)
                    .parquet(args[2]);
        } finally {
            spark.stop();
        }
    }

    /** Records 0, ..., {@code count} - 1 of a density: the same for any number of partitions. */
    static Dataset<Row> table(SparkSession spark, ToyDensity density, long count) {
        MapFunction<Long, Row> draw = record -> {
            float[] point = density.sample(RandomKey.of(SEED).with(record));
            return RowFactory.create(record, point[0], point[1]);
        };
        return spark.range(count).map(draw, Encoders.row(SCHEMA));
    }
}
