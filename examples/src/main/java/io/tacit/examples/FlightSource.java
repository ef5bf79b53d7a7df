package io.tacit.examples;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.minute;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.DataConfig;
import io.tacit.spark.config.NameList;
import io.tacit.spark.config.Problem;
import io.tacit.spark.config.TableLocation;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.OpenedTable;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Flights as they lie in files, and the airports that they name.
 *
 * @param table of the flights
 * @param positions of its rows
 * @param places iata, latitude, longitude
 * @param dateFormat of dates that are text; empty for ISO
 */
record FlightSource(Dataset<Row> table, Positions positions, Dataset<Row> places, String dateFormat) {
    private static final List<String> OF_FLIGHTS = List.of("date", "delay", "distance", "origin", "destination");
    private static final List<String> OF_AIRPORTS = List.of("iata", "latitude", "longitude");
    private static final List<DataType> TIMES =
            List.of(DataTypes.TimestampType, DataTypes.TimestampNTZType, DataTypes.StringType);
    private static final ZonedDateTime SOME_TIME = ZonedDateTime.of(2001, 1, 13, 14, 56, 0, 0, ZoneOffset.UTC);
    /** Where a row of CSV has not as many cells as there are columns, its text. */
    private static final String WHOLE_ROW = "tacitRow";

    /** @throws ConfigProblems with all that is wrong with the files */
    static FlightSource of(SparkSession spark, String flights, String airports, String dateFormat) {
        spark.conf().set("spark.sql.session.timeZone", "UTC"); // the hour of a date is the same everywhere
        List<Problem> problems = new ArrayList<>(formatProblem(dateFormat));
        Optional<Dataset<Row>> table = opened(spark, flights, OF_FLIGHTS, problems);
        Optional<Dataset<Row>> places = opened(spark, airports, OF_AIRPORTS, problems);
        table.ifPresent(some -> problems.addAll(dateProblem(some, flights)));
        places.ifPresent(some -> problems.addAll(repeated(some, airports)));
        if (!problems.isEmpty()) {
            throw new ConfigProblems(problems);
        }
        return new FlightSource(
                table.orElseThrow(), Positions.of(table.orElseThrow()), places.orElseThrow(), dateFormat);
    }

    private static Optional<Dataset<Row>> opened(
            SparkSession spark, String path, List<String> columns, List<Problem> problems) {
        try {
            Dataset<Row> table = OpenedTable.of(
                            spark, new TableLocation(path, DataConfig.Format.of(path), CsvDialect.DEFAULT))
                    .rows();
            List<String> there = Arrays.asList(table.columns());
            List<String> missing =
                    columns.stream().filter(name -> !there.contains(name)).toList();
            if (missing.isEmpty()) {
                return Optional.of(table);
            }
            problems.add(Problem.of(
                    "",
                    path,
                    "expected columns " + NameList.shown(columns) + "; there is no " + NameList.shown(missing)
                            + " among " + NameList.shown(there)));
        } catch (DataException e) {
            problems.add(Problem.of("", path, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static List<Problem> formatProblem(String dateFormat) {
        return dateFormat.isEmpty() || tellsHours(dateFormat)
                ? List.of()
                : List.of(Problem.of(
                        "",
                        "--date-format",
                        "expected a pattern of date and time, such as 'yyyy/MM/dd HH:mm', got '" + dateFormat + "'"));
    }

    private static boolean tellsHours(String pattern) {
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern);
            return !format.format(SOME_TIME).equals(format.format(SOME_TIME.plusHours(1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static List<Problem> dateProblem(Dataset<Row> table, String path) {
        DataType type = table.schema().apply("date").dataType();
        return TIMES.contains(type)
                ? List.of()
                : List.of(Problem.of(
                        "", path, "column date: expected points in time, or text, got " + type.simpleString()));
    }

    /** A flight would be there once for each. */
    private static List<Problem> repeated(Dataset<Row> places, String path) {
        return places
                .groupBy("iata")
                .count()
                .filter("count > 1 and iata is not null")
                .orderBy("iata")
                .takeAsList(1)
                .stream()
                .map(row -> Problem.of("", path, "airport '" + row.getString(0) + "' is there more than once"))
                .toList();
    }

    /** How many there are. */
    long flights() {
        return positions.count();
    }

    /**
     * {@code record}, the position of the flight; {@code minuteOfDay}, {@code delay}, {@code distance}, which are whole; the
     * coordinates of both ends: each null where it cannot be had, with the text that it was to be had from.
     */
    Dataset<Row> joined() {
        List<Column> read = List.of(
                isWhole().as("whole"),
                minuteOfDay().as("minuteOfDay"),
                text("date"),
                whole("delay"),
                text("delay"),
                whole("distance"),
                text("distance"),
                col("origin"),
                col("destination"));
        return positions
                .numbered(table, read, PrepareFlights.RECORD)
                .join(place("origin"), new String[] {"origin"}, "left")
                .join(place("destination"), new String[] {"destination"}, "left");
    }

    private Column isWhole() {
        return Arrays.asList(table.columns()).contains(WHOLE_ROW)
                ? when(col(WHOLE_ROW).isNull(), true)
                : lit(true);
    }

    private Column minuteOfDay() {
        Column date = col("date");
        Column time = dateFormat.isEmpty() ? date.try_cast("timestamp_ntz") : try_to_timestamp(date, lit(dateFormat));
        return hour(time).multiply(60).plus(minute(time)).cast("int");
    }

    private static Column text(String column) {
        return col(column).cast("string").as(column + "Text");
    }

    private static Column whole(String column) {
        Column number = trim(col(column).cast("string")).try_cast("double");
        return when(number.equalTo(rint(number)), number.try_cast("int")).as(column);
    }

    private Dataset<Row> place(String end) {
        return broadcast(places.select(
                col("iata").as(end),
                col("latitude").try_cast("double").as(end + "Latitude"),
                col("longitude").try_cast("double").as(end + "Longitude")));
    }
}
