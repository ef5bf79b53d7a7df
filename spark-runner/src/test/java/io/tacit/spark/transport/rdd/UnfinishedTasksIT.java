package io.tacit.spark.transport.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UnfinishedTasksIT {
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    @Test
    @DisplayName("how many tasks of a group are done, and on which executors the others run")
    void words() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            context.setJobGroup("waiting", "tasks that wait", false);
            JavaFutureAction<Void> job =
                    context.parallelize(List.of(0, 1, 2), 3).foreachAsync(UnfinishedTasksIT::waitButForOne);
            String expected = "1 of 3 tasks were done; tasks ran on \\S+:\\d+";
            while (!UnfinishedTasks.of(context, "waiting").matches(expected)) {
                Thread.sleep(20);
            }
            assertThat(UnfinishedTasks.of(context, "none")).startsWith("no task was waited for; ");
            RELEASED.countDown();
            job.get(60, TimeUnit.SECONDS);
        }
    }

    private static void waitButForOne(int number) throws InterruptedException {
        if (number > 0) {
            RELEASED.await();
        }
    }
}
