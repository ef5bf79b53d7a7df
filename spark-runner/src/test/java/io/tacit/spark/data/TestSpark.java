package io.tacit.spark.data;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A Spark on two threads of this process, with the settings of a real run. */
public final class TestSpark {
    private TestSpark() {}

    public static SparkSession start() {
        SparkConf conf = new SparkConf(false)
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.sql.shuffle.partitions", "3");
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /** A column of doubles (null allowed). */
    static StructField number(String name) {
        return DataTypes.createStructField(name, DataTypes.DoubleType, true);
    }

    static Dataset<Row> table(SparkSession spark, List<Object[]> rows, StructField... columns) {
        return spark.createDataFrame(rows.stream().map(RowFactory::create).toList(), new StructType(columns));
    }
}
