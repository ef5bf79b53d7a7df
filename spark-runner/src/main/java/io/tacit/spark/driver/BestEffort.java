package io.tacit.spark.driver;

import io.tacit.spark.failure.Explanation;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.rdd.CancellableJobs;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Work that a finished training does not depend on, such as baselines and pictures: where it fails there is a note instead. */
record BestEffort(CancellableJobs jobs, Progress progress) {

    /** What came of it, or why nothing: "a Gaussian to compare with: ...". */
    record Tried<T>(Optional<T> result, Optional<String> reason) {}

    /** What came of it. */
    <T> Optional<T> of(String what, Supplier<T> work) {
        return tried(what, work).result();
    }

    /**
     * What came of it, or why nothing.
     *
     * @param what it is, as a message says it: "the baselines"
     * @throws StoppedException where somebody asked to stop
     */
    <T> Tried<T> tried(String what, Supplier<T> work) {
        SparkActivity spark = new SparkActivity(jobs.context());
        try (Heartbeat beat = Heartbeat.of(progress, () -> what + spark.tasks())) {
            return new Tried<>(Optional.of(jobs.run(what, work)), Optional.empty());
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            return without(what, Explanation.of(e).text());
        }
    }

    /** It is left out, and a note says so. */
    <T> Tried<T> without(String what, String why) {
        progress.note("without " + what + ": " + why);
        return new Tried<>(Optional.empty(), Optional.of(what + ": " + why));
    }

    SparkSession spark() {
        return SparkSession.builder().sparkContext(jobs.context().sc()).getOrCreate();
    }
}
