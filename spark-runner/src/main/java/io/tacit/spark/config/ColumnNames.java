package io.tacit.spark.config;

import java.util.List;
import java.util.Optional;

/** What columns a data set has, as far as that can be known before Spark reads it. */
@FunctionalInterface
public interface ColumnNames {
    /** Nothing is known before. */
    ColumnNames UNKNOWN = data -> Optional.empty();

    /**
     * Also those of structures' fields, as paths.
     *
     * @throws ConfigProblems where the data plainly are not what they are to be read as
     */
    Optional<List<String>> of(DataConfig data);
}
