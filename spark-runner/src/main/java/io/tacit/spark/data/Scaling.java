package io.tacit.spark.data;

import io.tacit.core.data.Standardization;
import java.util.List;

/** What a density is learned on. */
public enum Scaling {
    /** Columns shifted and scaled by mean and deviation of the training records. */
    STANDARDIZE {
        @Override
        Standardization of(List<ColumnStatistics> columns) {
            return new Standardization(
                    columns.stream().map(ColumnStatistics::mean).toList(),
                    columns.stream().map(ColumnStatistics::deviation).toList());
        }
    },

    /** The values as they are. */
    NONE {
        @Override
        Standardization of(List<ColumnStatistics> columns) {
            return Standardization.identity(columns.size());
        }
    };

    abstract Standardization of(List<ColumnStatistics> columns);
}
