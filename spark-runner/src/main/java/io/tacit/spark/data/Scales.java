package io.tacit.spark.data;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Standardization;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a {@link Scaling} makes of columns as they were seen. */
final class Scales {

    private Scales() {}

    static Standardization of(Scaling scaling, List<ColumnSample> columns) {
        return switch (scaling) {
            case STANDARDIZE ->
                new Standardization(
                        columns.stream().map(column -> column.training().mean()).toList(),
                        columns.stream()
                                .map(column -> column.training().deviation())
                                .toList());
            case ROBUST ->
                new Standardization(
                        columns.stream().map(ColumnSample::median).toList(),
                        columns.stream().map(ColumnSample::robustDeviation).toList());
            case QUANTILE ->
                Standardization.mapping(columns.stream().map(NormalScores::of).toList());
            case NONE -> Standardization.identity(columns.size());
        };
    }

    /** Why a column cannot be scaled like this, if it cannot. */
    static Optional<String> obstacle(Scaling scaling, ColumnSample column) {
        return scaling != Scaling.ROBUST || column.robustDeviation() > 0
                ? Optional.empty()
                : Optional.of("column '" + column.name() + "': half of the training records are " + column.median()
                        + ", so that the interquartile range is 0; choose another scaling than robust, or leave the"
                        + " column out");
    }

    /** As a configuration has it. */
    static String text(Scaling scaling) {
        return scaling.name().toLowerCase(Locale.ROOT);
    }
}
