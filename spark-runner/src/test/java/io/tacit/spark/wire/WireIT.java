package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.transport.rdd.LocalSpark;
import io.tacit.spark.worker.WorkerResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.HashPartitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** Each way that values take through Spark, whatever serializer the session has. */
class WireIT {
    /** Two megabytes. */
    private static final int LARGE = 500_000;

    private static final String[] PLAIN = {};
    /** Nothing of Tacit is registered, and the largest buffer is smaller than what is sent. */
    private static final String[] STRICT_KRYO = {
        "spark.serializer", KryoSerializer.class.getName(),
        "spark.kryo.registrationRequired", "true",
        "spark.kryoserializer.buffer.max", "1m",
        "spark.kryo.unsafe", "true"
    };

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName(
            "C23 C24 sent, shuffled, kept and collected: equal bits, with Java's serializer and with a Kryo that knows nothing of Tacit")
    void everyWay(boolean strict) throws IOException {
        try (SparkSession spark = LocalSpark.start("local[2]", strict ? STRICT_KRYO : PLAIN)) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            FlatVector theta = WireRoundTripTest.ramp(Precision.FLOAT32, LARGE);
            Sent<FlatVector> sent = Sent.of(context, theta, FlatVectorCodec.INSTANCE);
            JavaPairRDD<Integer, FlatVector> byKey = ranks(context).mapToPair(rank -> {
                FlatVector own = sent.value().copy();
                own.set(0, rank);
                return new Tuple2<>(rank, own);
            });
            JavaRDD<FlatVector> shuffled = Crossing.shuffle(byKey, new HashPartitioner(2), FlatVectorCodec.INSTANCE);
            Kept<FlatVector> kept = Kept.of(shuffled, FlatVectorCodec.INSTANCE);
            kept.fill();
            sent.destroy();

            List<FlatVector> collected = Crossing.collect(kept.values(), FlatVectorCodec.INSTANCE);
            assertThat(collected).extracting(v -> v.get(0)).containsExactlyInAnyOrder(0.0, 1.0, 2.0);
            collected.forEach(v -> v.set(0, theta.get(0)));
            assertThat(collected).containsOnly(theta);
            kept.release();

            JavaRDD<FlatVector> many =
                    Crossing.shuffleMany(small(context), new HashPartitioner(7), FlatVectorCodec.INSTANCE);
            assertThat(many.map(v -> v.get(0)).collect())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 500).mapToObj(i -> (double) i).toList());
            assertThat(shuffling(many.rdd()).serializer().supportsRelocationOfSerializedObjects())
                    .as("streams that know nothing of what they have written")
                    .isTrue();
        }
    }

    private static JavaPairRDD<Integer, FlatVector> small(JavaSparkContext context) {
        List<Integer> numbers = IntStream.range(0, 500).boxed().toList();
        return context.parallelize(numbers, 2).mapToPair(i -> new Tuple2<>(i, FlatVector.of((double) i)));
    }

    private static ShuffleDependency<?, ?, ?> shuffling(RDD<?> rdd) {
        Dependency<?> on = rdd.dependencies().head();
        return on instanceof ShuffleDependency<?, ?, ?> shuffle ? shuffle : shuffling(on.rdd());
    }

    @Test
    @DisplayName("C23 tasks in the driver's process share the value that was sent; nothing is read again")
    void oneCopy() throws IOException {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            FlatVector theta = WireRoundTripTest.ramp(Precision.FLOAT64, 1000);
            Sent<FlatVector> sent = Sent.of(context, theta, FlatVectorCodec.INSTANCE);
            assertThat(ranks(context)
                            .map(rank -> System.identityHashCode(sent.value()))
                            .collect())
                    .containsOnly(System.identityHashCode(theta));
        }
    }

    @Test
    @DisplayName("C24 a program whose own Kryo has the registrator sends values of Tacit by itself")
    void registrator() throws IOException {
        try (SparkSession spark = LocalSpark.start(
                "local[2]",
                "spark.serializer",
                KryoSerializer.class.getName(),
                "spark.kryo.registrator",
                TacitRegistrator.class.getName())) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            Broadcast<FlatVector> sent = context.broadcast(WireRoundTripTest.ramp(Precision.FLOAT32, 1000));
            List<WorkerResult> results = ranks(context)
                    .map(rank -> sent.value().length() == 1000 ? WireRoundTripTest.result() : null)
                    .collect();
            assertThat(results).containsOnly(WireRoundTripTest.result()).hasSize(3);
        }
    }

    private static JavaRDD<Integer> ranks(JavaSparkContext context) {
        return context.parallelize(IntStream.range(0, 3).boxed().toList(), 3);
    }
}
