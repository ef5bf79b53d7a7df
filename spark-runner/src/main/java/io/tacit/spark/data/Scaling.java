package io.tacit.spark.data;

import io.tacit.core.data.Standardization;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a density is learned on. */
public enum Scaling {
    /** Columns shifted and scaled by mean and deviation of the training records. */
    STANDARDIZE {
        @Override
        Standardization of(List<ColumnSample> columns) {
            return new Standardization(
                    columns.stream().map(column -> column.training().mean()).toList(),
                    columns.stream()
                            .map(column -> column.training().deviation())
                            .toList());
        }
    },

    /** Columns shifted and scaled by median and interquartile range, which few far records do not change. */
    ROBUST {
        @Override
        Standardization of(List<ColumnSample> columns) {
            return new Standardization(
                    columns.stream().map(ColumnSample::median).toList(),
                    columns.stream().map(ColumnSample::robustDeviation).toList());
        }

        @Override
        Optional<String> obstacle(ColumnSample column) {
            return column.robustDeviation() > 0
                    ? Optional.empty()
                    : Optional.of("column '" + column.name() + "': half of the training records are " + column.median()
                            + ", so that the interquartile range is 0; choose another scaling than robust, or leave the"
                            + " column out");
        }
    },

    /**
     * Each column by itself brought to a normal distribution: some of its order statistics go to the normal quantiles of their
     * ranks, what lies between them linearly between.
     */
    QUANTILE {
        @Override
        Standardization of(List<ColumnSample> columns) {
            return Standardization.mapping(
                    columns.stream().map(NormalScores::of).toList());
        }
    },

    /** The values as they are. */
    NONE {
        @Override
        Standardization of(List<ColumnSample> columns) {
            return Standardization.identity(columns.size());
        }
    };

    abstract Standardization of(List<ColumnSample> columns);

    /** Why a column cannot be scaled like this, if it cannot. */
    Optional<String> obstacle(ColumnSample column) {
        return Optional.empty();
    }

    /** As a configuration has it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
