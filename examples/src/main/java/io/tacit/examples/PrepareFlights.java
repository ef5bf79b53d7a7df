package io.tacit.examples;

import static org.apache.spark.sql.functions.col;

import io.tacit.core.random.RandomKey;
import io.tacit.core.text.Counted;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import io.tacit.spark.failure.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Makes a table that a density can be learned of from flights and a table of airports; {@code examples/flights/flights.parquet}
 * is 6 % of three million flights.
 *
 * <p>The sources are counts: whole minutes, whole miles, a few hundred airports. A density needs continuous values, so
 * each is spread over the cell it was rounded from, and coordinates over about 20 km: time of day {@code (60 hour +
 * minute + u₁) / 60} in hours, {@code delay + u₂} in minutes, {@code distance + u₃} in miles, latitudes and longitudes
 * {@code + 0.2 n} in degrees, u uniform on [0, 1), n standard normal. Flights with a delay outside [-100, 400] minutes
 * are left out. Noise and the choice of the sample are keyed by the position of a flight in the source, so the rows are
 * the same whenever and however parallel this runs.
 */
@Command(
        name = "PrepareFlights",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 120,
        description =
                "Makes a table of seven continuous columns (time, delay, distance, coordinates of both ends) and a record id from"
                        + " flights and airports. The same rows come out whenever and however parallel it runs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked",
            "1:it failed; the message says why",
            "2:wrong arguments or files; nothing was written"
        })
public final class PrepareFlights implements Callable<Integer> {
    private static final long SEED = 2001;
    private static final int ROWS_OF_A_FILE = 500_000;
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

    @Parameters(
            index = "0",
            paramLabel = "FLIGHTS",
            description =
                    "Parquet, or CSV where the name ends in .csv (also compressed): date, delay in minutes, distance in miles,"
                            + " origin, destination. A file or a directory of files, which are taken in the order of their names.")
    private String flights = "";

    @Parameters(
            index = "1",
            paramLabel = "AIRPORTS",
            description = "The same of airports: iata (what origin and destination name), latitude, longitude.")
    private String airports = "";

    @Parameters(
            index = "2",
            paramLabel = "OUTPUT",
            description = "Parquet to write: one file of up to about 500,000 rows, else a directory of such files.")
    private String output = "";

    @Option(
            names = "--share",
            paramLabel = "<fraction>",
            defaultValue = "0.06",
            converter = ShareOfRecords.class,
            description =
                    "Share of the flights to take, up to 1; smaller shares are parts of larger ones. Default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(
            names = "--date-format",
            paramLabel = "<pattern>",
            description =
                    "How dates are written where they are text; 'yyyy/MM/dd HH:mm' for 2001/01/13 14:56. Without it, as 2001-01-13 14:56.")
    private String dateFormat = "";

    @Option(names = "--overwrite", description = "Replace what is there as OUTPUT. Default: refused, exit 2.")
    private boolean overwrite;

    PrepareFlights() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** What the session is asked for by these arguments, and what was done, in words. */
    static String prepared(SparkSession spark, String... args) {
        PrepareFlights asked = new PrepareFlights();
        new CommandLine(asked).parseArgs(args);
        return asked.prepared(spark);
    }

    /** The exit code. */
    static int run(String... args) {
        return new CommandLine(new PrepareFlights())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    boolean refused = failure instanceof ConfigProblems;
                    Explanation told = Explanation.of(failure);
                    line.getErr().println("PrepareFlights: " + (refused ? failure.getMessage() : told.text()));
                    return refused || told.blame() == Explanation.Blame.REQUEST ? 2 : 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() {
        SparkConf conf = new SparkConf()
                .setAppName("PrepareFlights")
                .setIfMissing("spark.master", "local[*]")
                .setIfMissing("spark.ui.enabled", "false");
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
        try {
            System.out.println(prepared(spark));
            return 0;
        } finally {
            spark.stop();
        }
    }

    private String prepared(SparkSession shared) {
        SparkSession spark = shared.newSession(); // whose settings are its own
        PartFiles files =
                PartFiles.at(output, overwrite ? PartFiles.Existing.REPLACED : PartFiles.Existing.REFUSED, spark);
        FlightSource source = FlightSource.of(spark, flights, airports, dateFormat);
        // Adaptive plans forget what was observed below a shuffle of no rows.
        spark.conf().set("spark.sql.adaptive.enabled", false);
        FlightFlaws flaws = new FlightFlaws();
        double part = share;
        Dataset<Row> sample = source.joined().filter((FilterFunction<Row>)
                flight -> key(flight).with("sample").uniform(0) < part);
        PartFiles.Order order = new PartFiles.Order(RECORD, source.flights(), (long) Math.ceil(ROWS_OF_A_FILE / share));
        PartFiles.Written written = files.write(continuous(flaws.without(sample)), order);
        FlightFlaws.Found found = flaws.found(written.rows());
        if (written.rows() == 0) {
            written.discard();
            throw new ConfigProblems(
                    List.of(Problem.of("", flights, "nothing to write: " + found.nothing(source.flights()))));
        }
        written.put();
        return output + ": " + Counted.of(written.rows(), "row") + " in " + Counted.of(written.files(), "file")
                + ", of " + Counted.of(found.sampled(), "flight") + " of " + Counted.number(source.flights())
                + found.leftOut();
    }

    private static RandomKey key(Row flight) {
        return RandomKey.of(SEED).with(flight.<Long>getAs(RECORD));
    }

    private static Dataset<Row> continuous(Dataset<Row> whole) {
        return whole.map((MapFunction<Row, Row>) PrepareFlights::continuous, Encoders.row(schema()))
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
}
