package io.tacit.spark.driver;

import io.tacit.core.data.Standardization;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.metrics.picture.Grid;
import io.tacit.spark.metrics.picture.Points;
import io.tacit.spark.metrics.report.PairMarginal;
import io.tacit.spark.model.ModelRecipe;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** The learned density of two columns, in the units of the table, over the part of the plane where the data are. */
record Plane(JavaSparkContext context, ModelRecipe recipe, FlatVector theta, Standardization units) {
    private static final int SIDE = 96;
    private static final int TASKS = 8;

    Grid over(Points data, Points samples) {
        return Grid.ofLogDensity(
                PairMarginal.range(data, samples, 0), PairMarginal.range(data, samples, 1), SIDE, this::logDensity);
    }

    private double[] logDensity(Points points) {
        double[] z = new double[2 * points.count()];
        Arrays.setAll(z, i -> units.standardize(i % 2, points.get(i / 2, i % 2)));
        ModelDensity density = new ModelDensity(recipe, theta, 2);
        Standardization by = units;
        List<Integer> rows = IntStream.range(0, SIDE).boxed().toList();
        JavaRDD<double[]> parts = context.parallelize(rows, TASKS).map(row -> {
            double[] some = Arrays.copyOfRange(z, row * 2 * SIDE, (row + 1) * 2 * SIDE);
            double[] found = density.of(some, SIDE).logDensity();
            Arrays.setAll(found, i -> found[i] + by.logDerivative(some[2 * i], some[2 * i + 1]));
            return found;
        });
        return GpuStages.withResources(parts, recipe.engine().device()).collect().stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
