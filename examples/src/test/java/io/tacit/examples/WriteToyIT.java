package io.tacit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.data.ToyDensity;
import io.tacit.core.random.RandomKey;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteToyIT {
    @Test
    void recordsAreThoseOfTheDensityByTheirNumber(@TempDir Path dir) throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .appName("toys")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()) {
            String path = dir.resolve("rings.parquet").toString();
            WriteToy.table(spark, ToyDensity.RINGS, 500).write().parquet(path);
            Dataset<Row> back = spark.read().parquet(path);
            assertThat(back.count()).isEqualTo(500);
            Row row = back.filter("record = 321").first();
            float[] point = ToyDensity.RINGS.sample(RandomKey.of(2).with(321));
            assertThat(new float[] {row.getFloat(1), row.getFloat(2)}).containsExactly(point);
        }
    }
}
