package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.ModelConfig;
import io.tacit.spark.config.SolverConfig;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import io.tacit.spark.model.ModelRecipe;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** How far a held-out figure may be off for reasons of numerics. */
final class ErrorBudgets {
    private static final int RECORDS = 2000;
    private static final double TIGHTER = 10;
    /** A standardised density that has more than a millionth of its mass beyond is not well served by two dimensions. */
    private static final double REACH = 8;

    private static final int CELLS = 400;

    private ErrorBudgets() {}

    /** The trace is exact in evaluations, so probes add nothing. */
    static ErrorBudget of(SparkSession spark, LoadedModel model, PreparedData data) {
        return new ErrorBudget(OptionalDouble.of(0), toleranceChange(model, data), integral(spark, model));
    }

    private static OptionalDouble toleranceChange(LoadedModel model, PreparedData data) {
        ModelRecipe tight = model.variant(tighter(model.config().model()));
        double[] loose = mean(model.recipe(), model.stored().theta(), data);
        double[] exact = mean(tight, model.stored().theta(), data);
        return loose[1] == 0 ? OptionalDouble.empty() : OptionalDouble.of(exact[0] / exact[1] - loose[0] / loose[1]);
    }

    /** Sum and number of -log p over some held-out records, in rank order. */
    private static double[] mean(ModelRecipe recipe, FlatVector theta, PreparedData data) {
        int perWorker = Math.max(1, RECORDS / data.shards(Split.Part.TEST).getNumPartitions());
        JavaRDD<double[]> computed = data.shards(Split.Part.TEST).map(shard -> {
            int n = Math.min(perWorker, shard.count());
            FlatVector some =
                    FlatVector.of(shard.pick(IntStream.range(0, n).toArray()).rows());
            double[] logDensity = Arrays.stream(recipe.density().logDensity(some, theta))
                    .filter(Double::isFinite)
                    .toArray();
            return new double[] {-Arrays.stream(logDensity).sum(), logDensity.length};
        });
        List<double[]> parts =
                GpuStages.withResources(computed, recipe.engine().device()).collect();
        double[] total = new double[2];
        parts.forEach(part -> Arrays.setAll(total, i -> total[i] + part[i]));
        return total;
    }

    private static ModelConfig tighter(ModelConfig config) {
        SolverConfig solver = config.solver();
        SolverConfig.Tolerance tolerance = new SolverConfig.Tolerance(
                solver.tolerance().rtol() / TIGHTER, solver.tolerance().atol() / TIGHTER);
        return new ModelConfig(
                config.kind(),
                config.hidden(),
                config.layers(),
                config.blocks(),
                config.activation(),
                config.divergence(),
                config.penalties(),
                solver.with(tolerance),
                config.t1(),
                config.precision());
    }

    /** Midpoint rule over a square, a task for each row of cells. */
    private static OptionalDouble integral(SparkSession spark, LoadedModel model) {
        if (model.stored().columns().size() != 2) {
            return OptionalDouble.empty();
        }
        ModelRecipe recipe = model.recipe();
        FlatVector theta = model.stored().theta();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        JavaRDD<Double> rows = context.parallelize(
                        IntStream.range(0, CELLS).boxed().toList(), context.defaultParallelism())
                .map(row -> mass(recipe, theta, row));
        return OptionalDouble.of(GpuStages.withResources(rows, recipe.engine().device()).collect().stream()
                .mapToDouble(Double::doubleValue)
                .sum());
    }

    private static double mass(ModelRecipe recipe, FlatVector theta, int row) {
        double cell = 2 * REACH / CELLS;
        float[] points = new float[2 * CELLS];
        for (int i = 0; i < CELLS; i++) {
            points[2 * i] = (float) (-REACH + (i + 0.5) * cell);
            points[2 * i + 1] = (float) (-REACH + (row + 0.5) * cell);
        }
        double[] logDensity = recipe.density().logDensity(FlatVector.of(points), theta);
        return Arrays.stream(logDensity).map(Math::exp).sum() * cell * cell;
    }
}
