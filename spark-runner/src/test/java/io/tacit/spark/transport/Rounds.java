package io.tacit.spark.transport;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.model.LinearRegression;
import io.tacit.spark.model.ModelFactory;
import io.tacit.spark.model.Shards;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkPlan;

/** Rounds of a regression, as every transport has to run them. */
public final class Rounds {
    /** Records of eight workers. */
    public static final int[] SIZES = {40, 7, 0, 25, 31, 16, 1, 80};
    /** That a round of {@link #PLAN} uses of them. */
    public static final long EXAMPLES = 5 * (16 + 7 + 16 + 16 + 16 + 1 + 16);

    public static final WorkPlan PLAN = plan("batch = 16, localSteps = 5, optimizer.lr = 0.01");
    public static final LinearRegression MODEL = new LinearRegression(Shards.FEATURES, Precision.FLOAT32);
    public static final ModelFactory REGRESSION = LinearRegression.factory(Shards.FEATURES, Precision.FLOAT32);

    private Rounds() {}

    /** With settings as below {@code training} in a file. */
    public static WorkPlan plan(String settings) {
        return WorkPlan.of(TrainingConfig.parse(settings));
    }

    public static RoundStart start(WorkPlan plan) {
        return plan.first(MODEL.initialTheta(RandomKey.of(3)));
    }

    public static RoundStart next(WorkPlan plan, RoundStart start, RoundAverage average) {
        return start.next(plan.steps(start), average.mean(), average.optimizer());
    }

    /** The start of the round after so many. */
    public static RoundStart after(Transport transport, WorkPlan plan, int rounds) {
        RoundStart start = start(plan);
        for (int round = 0; round < rounds; round++) {
            start = next(plan, start, transport.round(start));
        }
        return start;
    }
}
