package io.tacit.spark.data;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns that come from the names of directories, as in {@code year=2024/}: read, but not learned unless named. */
final class PartitionColumns {
    private PartitionColumns() {}

    /** Also those that the files have as well: Spark takes the directories' values. */
    static List<StructField> of(StructType table, List<String> keys) {
        return Stream.of(table.fields())
                .filter(field -> isAmong(keys, field.name()))
                .toList();
    }

    /** As Spark compares names. */
    static boolean isAmong(List<String> keys, String name) {
        return keys.stream().anyMatch(name::equalsIgnoreCase);
    }

    static Column marked(StructField field) {
        return FeaturePath.named(field.name()).as(field.name(), ColumnMarks.leftOut(field, "partition column"));
    }
}
