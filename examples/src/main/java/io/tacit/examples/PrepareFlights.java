package io.tacit.examples;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.minute;

import io.tacit.core.random.RandomKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes {@code examples/flights/flights.parquet} from three million flights and a table of airports.
 *
 * <p>The sources are counts: whole minutes, whole miles, a few hundred airports. A density needs continuous values, so
 * each is spread over the cell it was rounded from, and coordinates over about 20 km: time of day {@code (60 hour +
 * minute + u₁) / 60} in hours, {@code delay + u₂} in minutes, {@code distance + u₃} in miles, latitudes and longitudes
 * {@code + 0.2 n} in degrees, u uniform on [0, 1), n standard normal. Flights with a delay outside [-100, 400] minutes
 * are left out. Noise and the choice of the sample are keyed by the position of a flight in the source, so the rows are
 * the same whenever and however parallel this runs.
 *
 * <p>Arguments: the flights (Parquet: date, delay, distance, origin, destination), the airports (CSV: iata, latitude,
 * longitude), the file to write.
 */
public final class PrepareFlights {
    private static final long SEED = 2001;
    private static final double SHARE = 0.06;
    private static final double SHORTEST_DELAY = -100;
    private static final double LONGEST_DELAY = 400;
    private static final double DEGREES_OF_NOISE = 0.2;
    static final List<String> FEATURES = List.of(
            "time",
            "delay",
            "distance",
            "originLatitude",
            "originLongitude",
            "destinationLatitude",
            "destinationLongitude");
    static final String RECORD = "record";

    private PrepareFlights() {}

    public static void main(String[] args) {
        if (args.length != 3) {
            System.err.println("usage: PrepareFlights FLIGHTS.parquet AIRPORTS.csv OUTPUT.parquet");
            System.exit(2);
        }
        SparkConf conf = new SparkConf().setAppName("PrepareFlights").setIfMissing("spark.master", "local[*]");
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
        try {
            write(flights(sample(joined(spark, args[0], args[1]))), Path.of(args[2]));
        } finally {
            spark.stop();
        }
    }

    /** Whole-number flights with the coordinates of both ends; {@code record} is the position in the source. */
    private static Dataset<Row> joined(SparkSession spark, String flights, String airports) {
        Dataset<Row> places = spark.read()
                .option("header", "true")
                .csv(airports)
                .select(
                        col("iata"),
                        col("latitude").cast("double").as("latitude"),
                        col("longitude").cast("double").as("longitude"));
        return spark.read()
                .parquet(flights)
                .select(
                        col("_metadata.row_index").as(RECORD),
                        hour(col("date"))
                                .multiply(60)
                                .plus(minute(col("date")))
                                .cast("int")
                                .as("minuteOfDay"),
                        col("delay").cast("int").as("delay"),
                        col("distance").cast("int").as("distance"),
                        col("origin"),
                        col("destination"))
                .join(place(places, "origin"), "origin")
                .join(place(places, "destination"), "destination");
    }

    private static Dataset<Row> place(Dataset<Row> places, String end) {
        return broadcast(places.select(
                col("iata").as(end),
                col("latitude").as(end + "Latitude"),
                col("longitude").as(end + "Longitude")));
    }

    private static Dataset<Row> sample(Dataset<Row> flights) {
        return flights.filter(
                (FilterFunction<Row>) flight -> key(flight).with("sample").uniform(0) < SHARE);
    }

    private static RandomKey key(Row flight) {
        return RandomKey.of(SEED).with(flight.<Long>getAs(RECORD));
    }

    private static Dataset<Row> flights(Dataset<Row> sample) {
        return sample.map((MapFunction<Row, Row>) PrepareFlights::continuous, Encoders.row(schema()))
                .filter(col("delay").between(SHORTEST_DELAY, LONGEST_DELAY));
    }

    private static Row continuous(Row flight) {
        RandomKey within = key(flight).with("within cell");
        RandomKey around = key(flight).with("around airport");
        return RowFactory.create(
                flight.<Long>getAs(RECORD),
                (float) ((flight.<Integer>getAs("minuteOfDay") + within.uniform(0)) / 60),
                (float) (flight.<Integer>getAs("delay") + within.uniform(1)),
                (float) (flight.<Integer>getAs("distance") + within.uniform(2)),
                (float) (flight.<Double>getAs("originLatitude") + DEGREES_OF_NOISE * around.gaussian(0)),
                (float) (flight.<Double>getAs("originLongitude") + DEGREES_OF_NOISE * around.gaussian(1)),
                (float) (flight.<Double>getAs("destinationLatitude") + DEGREES_OF_NOISE * around.gaussian(2)),
                (float) (flight.<Double>getAs("destinationLongitude") + DEGREES_OF_NOISE * around.gaussian(3)));
    }

    private static StructType schema() {
        List<StructField> fields = new ArrayList<>();
        fields.add(DataTypes.createStructField(RECORD, DataTypes.LongType, false));
        FEATURES.forEach(name -> fields.add(DataTypes.createStructField(name, DataTypes.FloatType, false)));
        return DataTypes.createStructType(fields);
    }

    /** One file, ordered by record; format version 2 packs ordered numbers into about a byte each. */
    private static void write(Dataset<Row> flights, Path output) {
        Path parts = output.resolveSibling(output.getFileName() + ".parts");
        flights.coalesce(1)
                .sortWithinPartitions(RECORD)
                .write()
                .option("compression", "zstd")
                .option("parquet.writer.version", "v2")
                .option("parquet.enable.dictionary", "false")
                .parquet(parts.toString());
        try {
            Files.move(onlyPart(parts), output, StandardCopyOption.REPLACE_EXISTING);
            delete(parts);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + output, e);
        }
    }

    private static Path onlyPart(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no part file in " + directory));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
