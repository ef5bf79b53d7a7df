package io.tacit.spark.driver;

import io.tacit.spark.failure.Explanation;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.rdd.WatchedJobs;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Work that a finished training does not depend on, such as baselines and pictures: where it fails there is a note instead. */
record BestEffort(WatchedJobs jobs, Progress progress) {

    /**
     * What came of it.
     *
     * @param what it is, as a message says it: "the baselines"
     * @throws StoppedException where somebody asked to stop
     */
    <T> Optional<T> of(String what, Supplier<T> work) {
        SparkActivity spark = new SparkActivity(jobs.context());
        try (Heartbeat beat = Heartbeat.of(progress, () -> what + spark.tasks())) {
            return Optional.of(jobs.run(what, work));
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            progress.note("without " + what + ": " + Explanation.of(e).text());
            return Optional.empty();
        }
    }

    SparkSession spark() {
        return SparkSession.builder().sparkContext(jobs.context().sc()).getOrCreate();
    }
}
