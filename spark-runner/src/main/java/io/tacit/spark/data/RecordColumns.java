package io.tacit.spark.data;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which columns of a table make a record: its features, in order, and its id.
 *
 * @param features columns of numbers, or paths to them as {@code a.b} and {@code features[3]}
 */
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

    public int dimension() {
        return features.size();
    }
}
