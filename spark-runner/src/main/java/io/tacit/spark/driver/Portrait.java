package io.tacit.spark.driver;

import io.tacit.core.data.Examples;
import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.core.engine.Engines;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.metrics.picture.Grid;
import io.tacit.spark.metrics.picture.Points;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.worker.WorkerRecords;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Some records and samples of the model, in the units of the table, with their log-densities in the units of the model.
 *
 * @param part which records the data are
 * @param plane the learned density itself, where there are two columns
 * @param engines that computed, each once
 */
record Portrait(
        Split.Part part,
        Points data,
        double[] dataLogDensity,
        Points samples,
        double[] samplesLogDensity,
        Optional<Grid> plane,
        List<String> engines) {
    /** Enough for pictures; few enough to be drawn in seconds. */
    private static final int POINTS = 4000;

    private static final int TASKS = 8;

    /** Held-out records where there are some, else training records. */
    static Portrait of(JavaSparkContext context, PreparedData data, ModelRecipe recipe, FlatVector theta, long seed) {
        Split.Part split = data.summary().count(Split.Part.TEST) > 0 ? Split.Part.TEST : Split.Part.TRAIN;
        Standardization units = data.standardization();
        int d = units.dimension();
        int workers = data.shards(split).getNumPartitions();
        int perWorker = Math.max(1, POINTS / workers);
        Engines.Choice device = recipe.engine().device();
        List<double[]> records = GpuStages.withResources(
                        data.shards(split).map(shard -> scored(some(shard, perWorker), recipe, theta, units)), device)
                .collect();
        RandomKey key = RandomKey.of(seed).with("portrait");
        JavaRDD<Integer> tasks =
                context.parallelize(IntStream.range(0, TASKS).boxed().toList(), TASKS);
        List<double[]> samples = GpuStages.withResources(
                        tasks.map(task -> scored(drawn(task, d, recipe, theta, key), recipe, theta, units)), device)
                .collect();
        List<String> engines = GpuStages.withResources(
                        data.shards(split).map(shard -> recipe.engineHere().toString()), device)
                .collect();
        Points shown = points(records, d);
        Points drawn = points(samples, d);
        int count = Math.min(shown.count(), drawn.count());
        return new Portrait(
                split,
                shown,
                logDensities(records, d),
                drawn,
                logDensities(samples, d),
                d == 2
                        ? Optional.of(
                                new Plane(context, recipe, theta, units).over(shown.first(count), drawn.first(count)))
                        : Optional.empty(),
                engines.stream().distinct().sorted().toList());
    }

    /** As many samples as records, or fewer of both: pictures of unlike numbers are not alike. */
    Points shownSamples() {
        return samples.first(count());
    }

    Points shownData() {
        return data.first(count());
    }

    private int count() {
        return Math.min(data.count(), samples.count());
    }

    /** At equal distances: ids may go with time, and the first ones would tell of the beginning only. */
    private static Examples some(WorkerRecords shard, int most) {
        int n = Math.min(most, shard.count());
        int[] which = IntStream.range(0, n)
                .map(i -> (int) ((long) i * shard.count() / n))
                .toArray();
        return shard.pick(which);
    }

    private static Examples drawn(int task, int d, ModelRecipe recipe, FlatVector theta, RandomKey key) {
        int count = POINTS / TASKS;
        long first = (long) task * count;
        float[] rows = recipe.density().sample(first, count, theta, key);
        return Examples.rows(d, rows, LongStream.range(first, first + count).toArray());
    }

    /** Per record its D values in the units of the table and its log-density. */
    private static double[] scored(Examples records, ModelRecipe recipe, FlatVector theta, Standardization units) {
        int d = units.dimension();
        double[] logDensity = recipe.density().logDensity(FlatVector.of(records.rows()), theta);
        double[] scored = new double[records.count() * (d + 1)];
        for (int i = 0; i < records.count(); i++) {
            for (int column = 0; column < d; column++) {
                scored[i * (d + 1) + column] = units.restore(column, records.rows()[i * d + column]);
            }
            scored[i * (d + 1) + d] = logDensity[i];
        }
        return scored;
    }

    private static Points points(List<double[]> parts, int d) {
        double[] all = joined(parts);
        double[] values = new double[all.length / (d + 1) * d];
        Arrays.setAll(values, i -> all[i / d * (d + 1) + i % d]);
        return Points.of(d, values);
    }

    private static double[] logDensities(List<double[]> parts, int d) {
        double[] all = joined(parts);
        double[] values = new double[all.length / (d + 1)];
        Arrays.setAll(values, i -> all[i * (d + 1) + d]);
        return values;
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
