package io.tacit.spark.transport.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.transport.Rounds;
import io.tacit.spark.wire.Crossing;
import io.tacit.spark.wire.WorkerStateCodec;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RememberedIT {
    private static final int PARAMETERS = 1_000_000;

    @Test
    @DisplayName("workerStates that are given are read on executors and are no part of a task")
    void tasksStaySmall() throws IOException {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            CancellableJobs jobs = new CancellableJobs(context, Duration.ofMinutes(1), () -> false);
            try (Remembered remembered = new Remembered(jobs, 2)) {
                JavaRDD<WorkerState> workerStates =
                        remembered.at(Rounds.start(Rounds.PLAN).with(new WorkerStates.Given(Map.of(1, residual(7)))));

                assertThat(serialized(workerStates.partitions().get(1))).hasSizeLessThan(PARAMETERS / 100);
                assertThat(Crossing.collect(workerStates, WorkerStateCodec.INSTANCE))
                        .isEqualTo(List.of(WorkerState.EMPTY, residual(7)));
            }
        }
    }

    private static WorkerState residual(float value) {
        FlatVector vector = FlatVector.zeros(Precision.FLOAT32, PARAMETERS);
        vector.set(PARAMETERS - 1, value);
        return new WorkerState(Optional.empty(), Optional.of(vector));
    }

    private static byte[] serialized(Partition partition) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(partition);
        }
        return bytes.toByteArray();
    }
}
