package io.tacit.spark.data;

import io.tacit.spark.config.CsvDialect;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What opening a table found out about its columns, kept in the metadata of the fields of its schema. */
final class ColumnMarks {
    /** The column with the text of a row whose cells are not as many as the names; null where they are. */
    static final String WHOLE_ROW = "tacitRow";

    private static final String DECIMAL = "tacit.decimal";
    private static final String NULL_WORDS = "tacit.nullWords";
    private static final String LEFT_OUT = "tacit.leftOut";

    private ColumnMarks() {}

    /** A column of a CSV file. */
    static StructField text(String name, CsvDialect dialect, Optional<String> leftOut) {
        MetadataBuilder marks = new MetadataBuilder()
                .putString(DECIMAL, String.valueOf(dialect.decimal()))
                .putStringArray(NULL_WORDS, dialect.nullWords().toArray(String[]::new));
        leftOut.ifPresent(why -> marks.putString(LEFT_OUT, why));
        return DataTypes.createStructField(name, DataTypes.StringType, true, marks.build());
    }

    static StructField wholeRow() {
        return DataTypes.createStructField(WHOLE_ROW, DataTypes.StringType, true);
    }

    /** The marks of a field, and why it is not learned unless it is named. */
    static Metadata leftOut(StructField field, String why) {
        return new MetadataBuilder()
                .withMetadata(field.metadata())
                .putString(LEFT_OUT, why)
                .build();
    }

    /** Why a column is not learned unless it is named. */
    static Optional<String> leftOut(StructField field) {
        return field.metadata().contains(LEFT_OUT)
                ? Optional.of(field.metadata().getString(LEFT_OUT))
                : Optional.empty();
    }

    /** Whether a field of text comes from a file where all is text, and numbers are to be found in it. */
    static boolean isUntyped(StructField field) {
        return field.metadata().contains(DECIMAL);
    }

    /** How text stands for numbers in the columns of a table. */
    static CellText cellText(StructType schema) {
        return Arrays.stream(schema.fields())
                .filter(ColumnMarks::isUntyped)
                .findFirst()
                .map(field -> new CellText(
                        field.metadata().getString(DECIMAL).charAt(0),
                        Set.of(field.metadata().getStringArray(NULL_WORDS))))
                .orElse(CellText.PLAIN);
    }
}
