package io.tacit.spark.wire;

import java.util.List;
import java.util.stream.Stream;

/**
 * Spark's own classes that its jobs hand back and that Spark does not register itself: the parts of a schema, as the
 * jobs return them that read Parquet footers, and that infer the types of a CSV file. By name, since most are Scala
 * objects.
 */
final class SparkClasses {
    private static final List<String> TYPES = List.of(
            "ArrayType",
            "BinaryType$",
            "BooleanType$",
            "ByteType$",
            "CalendarIntervalType$",
            "DateType$",
            "DecimalType",
            "DoubleType$",
            "FloatType$",
            "IntegerType$",
            "LongType$",
            "MapType",
            "Metadata",
            "NullType$",
            "ShortType$",
            "StringType",
            "StringType$",
            "StructField",
            "StructType",
            "TimestampNTZType$",
            "TimestampType$");

    private static final String TYPES_OF_COLUMNS = "[Lorg.apache.spark.sql.types.DataType;";

    private SparkClasses() {}

    static List<String> names() {
        return Stream.concat(TYPES.stream().map("org.apache.spark.sql.types."::concat), Stream.of(TYPES_OF_COLUMNS))
                .toList();
    }
}
