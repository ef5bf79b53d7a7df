package io.tacit.spark.wire;

import java.util.List;

/**
 * Spark's own classes that its jobs hand back and that Spark does not register itself: the parts of a schema, as the
 * job returns them that reads Parquet footers. By name, since most are Scala objects.
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

    private SparkClasses() {}

    static List<String> names() {
        return TYPES.stream().map("org.apache.spark.sql.types."::concat).toList();
    }
}
