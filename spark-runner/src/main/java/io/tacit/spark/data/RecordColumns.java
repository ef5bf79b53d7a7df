package io.tacit.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Which columns of a table make a record: its features, in order, and its id. */
public record RecordColumns(List<String> features, RecordIdentity identity) implements Serializable {

    public RecordColumns {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features: expected at least one column, got none");
        }
        if (new LinkedHashSet<>(features).size() != features.size()) {
            throw new IllegalArgumentException("features: expected different columns, got " + features);
        }
    }

    /** All numeric columns but the id's; of a table without any, as CSV files are, all columns but the id's. */
    public static RecordColumns allOf(StructType schema, RecordIdentity identity) {
        List<StructField> others = Arrays.stream(schema.fields())
                .filter(field -> !identity.equals(new RecordIdentity.FromColumn(field.name())))
                .toList();
        List<StructField> numeric = others.stream()
                .filter(field -> field.dataType() instanceof NumericType)
                .toList();
        if (others.isEmpty()) {
            throw new DataException("the data have no columns to learn");
        }
        List<StructField> chosen = numeric.isEmpty() ? others : numeric;
        return new RecordColumns(chosen.stream().map(StructField::name).toList(), identity);
    }

    public int dimension() {
        return features.size();
    }
}
