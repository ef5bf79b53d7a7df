package io.tacit.spark.data;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns that come from the names of directories, as in {@code year=2024/}: read, but not learned unless named. */
final class PartitionColumns {
    private PartitionColumns() {}

    /** Those that the files themselves do not have. */
    static List<StructField> of(StructType table, Set<String> inFiles) {
        return Stream.of(table.fields())
                .filter(field -> !inFiles.contains(field.name()))
                .filter(field -> !field.name().equals(ColumnMarks.WHOLE_ROW))
                .toList();
    }

    static Column marked(StructField field) {
        return FeaturePath.named(field.name()).as(field.name(), ColumnMarks.leftOut(field, "partition column"));
    }
}
