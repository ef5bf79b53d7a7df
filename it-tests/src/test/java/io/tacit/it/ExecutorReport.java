package io.tacit.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.nd4j.linalg.factory.Nd4j;

/** An application that prints, per task, what an executor finds: its process, the Vector API, a product by ND4J. */
public final class ExecutorReport {
    private ExecutorReport() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder().appName("executors").getOrCreate()) {
            List<Integer> tasks = Arrays.asList(0, 1, 2, 3, 4, 5, 6, 7);
            spark.createDataset(tasks, Encoders.INT())
                    .javaRDD()
                    .repartition(tasks.size())
                    .map(i -> line())
                    .collect()
                    .forEach(System.out::println);
        }
    }

    private static String line() throws InterruptedException {
        // Long enough for the other executor to get its share.
        Thread.sleep(200);
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        double product = Nd4j.ones(2, 3).mmul(Nd4j.ones(3, 2)).getDouble(0, 0);
        return "process=" + ProcessHandle.current().pid() + " vectors=" + vectors + " product=" + product;
    }
}
