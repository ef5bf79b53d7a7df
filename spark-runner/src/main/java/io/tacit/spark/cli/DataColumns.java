package io.tacit.spark.cli;

import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.DataConfig;
import io.tacit.spark.config.Problem;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.OpenedTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The column names of a data set from its first file, without a Spark session: a wrong column, and a file that is not
 * written as was said, are then told together with everything else that is wrong, before a session costs seconds.
 */
final class DataColumns {
    private DataColumns() {}

    /** {@link ColumnNames}; nothing where the data cannot be looked at: Spark then says why. */
    static Optional<List<String>> of(DataConfig data) {
        try {
            return Optional.of(OpenedTable.names(data.location(), new Configuration()));
        } catch (DataException e) {
            throw new ConfigProblems(problems(e));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static List<Problem> problems(DataException refused) {
        return refused.problems().stream()
                .map(problem -> Problem.of("", "", problem))
                .toList();
    }
}
