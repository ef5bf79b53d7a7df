package io.tacit.examples;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.stddev;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped sample of flights is what its README says. */
class FlightsIT {
    private static SparkSession spark;
    private static Dataset<Row> flights;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .appName("flights")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        flights = spark.read().parquet("flights/flights.parquet");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void sevenFloatsAndAnIdOfItsOwn() {
        assertThat(flights.schema().apply("record").dataType()).isEqualTo(DataTypes.LongType);
        assertThat(List.of(flights.schema().fields()).subList(1, 8))
                .allSatisfy(field -> assertThat(field.dataType()).isEqualTo(DataTypes.FloatType));
        Row counts = flights.agg(countDistinct(col("record")), expr("count(*)")).first();
        assertThat(counts.getLong(0)).isEqualTo(counts.getLong(1)).isGreaterThan(150_000);
    }

    @Test
    void valuesAreWithinTheirRanges() {
        assertThat(flights.filter("time < 0 or time >= 24 or delay < -100 or delay > 400")
                        .count())
                .isZero();
        assertThat(flights.filter("distance < 20 or distance > 5000").count()).isZero();
        assertThat(flights.filter("originLatitude not between 10 and 75 or destinationLatitude not between 10 and 75")
                        .count())
                .isZero();
        assertThat(flights.filter(
                                "originLongitude not between -180 and -60 or destinationLongitude not between -180 and -60")
                        .count())
                .isZero();
    }

    /** Noise of 0.2° (13.8 miles of latitude) at both ends moves the distance by about 17 miles, half a mile is its own. */
    @Test
    void distanceIsTheGreatCircleBetweenTheCoordinates() {
        String greatCircle = "3958.8 * 2 * asin(sqrt(pow(sin(radians(destinationLatitude - originLatitude) / 2), 2)"
                + " + cos(radians(originLatitude)) * cos(radians(destinationLatitude))"
                + " * pow(sin(radians(destinationLongitude - originLongitude) / 2), 2)))";
        Dataset<Row> error = flights.select(expr("distance - " + greatCircle).as("error"));
        Row spread = error.agg(avg(col("error")), stddev(col("error"))).first();
        assertThat(spread.getDouble(0)).isCloseTo(0.5, within(1.0));
        assertThat(spread.getDouble(1)).isCloseTo(17, within(2.0));
    }
}
